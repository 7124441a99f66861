using System;
using CondaEnv.Foundation.Text;
using Xunit;

namespace CondaEnv.Tests.Foundation.Text;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00.25Z", "2026-01-31T12:00:00.25Z")]
    [InlineData("2026-01-31T13:00:00+01:00", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00.096+00:00", "2026-01-31T12:00:00.096Z")]
    [InlineData("2026-01-30T22:30:00.0000001-05:30", "2026-01-31T04:00:00.0000001Z")]
    [InlineData("2026-01-31T12:00:00", "2026-01-31T12:00:00")]
    public void A_time_with_a_zone_is_read_as_UTC(string text, string same)
    {
        Assert.True(TimeText.TryParse(text, out DateTime time));
        Assert.Equal(same, TimeText.Of(time));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-01-31")]
    [InlineData("2026-01-31T12:00:00+25:00")]
    [InlineData("31.01.2026 12:00:00")]
    [InlineData("2026-01-31T12:00:00 Z")]
    public void Other_texts_are_no_times(string text) => Assert.False(TimeText.TryParse(text, out _));
}
