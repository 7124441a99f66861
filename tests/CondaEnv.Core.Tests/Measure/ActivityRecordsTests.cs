using System;
using System.IO;
using System.Linq;
using CondaEnv.Foundation.Disk;
using CondaEnv.Measure;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Measure;

/// <summary>The records of Windows about programs, from a key of the test's own.</summary>
public sealed class ActivityRecordsTests : IDisposable
{
    private readonly string _key = @"Software\CondaEnvTests-" + Guid.NewGuid().ToString("N");

    [Fact]
    public void The_last_run_of_a_program_in_the_environment_counts()
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '\\', "A question to Windows.");
        string device = WindowsRegistry.DeviceOf("C:") ?? throw new InvalidOperationException("C: has no device.");
        DateTime early = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        DateTime late = new(2026, 5, 6, 7, 8, 9, DateTimeKind.Utc);
        Add("S-1-5-21-1", device + @"\envs\a\python.exe", early);
        Add("S-1-5-21-2", device + @"\ENVS\A\Scripts\pytest.exe", late);
        Add("S-1-5-21-2", device + @"\envs\ab\python.exe", late.AddDays(1));
        Add("S-1-5-21-2", @"\Device\HarddiskVolume99\envs\a\python.exe", late.AddDays(2));
        Assert.Equal(late.Ticks, Last(@"C:\envs\a"));
        Assert.Equal(late.AddDays(1).Ticks, Last(@"C:\envs\ab"));
        Assert.Equal(0, Last(@"C:\envs\b"));
        Assert.Equal(0, Last(@"\\server\share\envs\a"));
    }

    [Fact]
    public void What_cannot_be_read_is_absent()
    {
        Assert.Equal(0, Last(@"C:\envs\a"));
        Assert.Empty(WindowsRegistry.Keys(WindowsRegistry.CurrentUser, _key));
        Assert.Empty(WindowsRegistry.Values(WindowsRegistry.CurrentUser, _key));
        Assert.Null(WindowsRegistry.Number(WindowsRegistry.CurrentUser, _key, "x"));
        Assert.Null(WindowsRegistry.DeviceOf("?:"));
    }

    private long Last(string prefix) => ActivityRecords.LastRun(prefix, WindowsRegistry.CurrentUser, _key);

    private void Add(string user, string program, DateTime time) => Assert.True(SpecialFiles.Run(
        "reg", "add", @"HKCU\" + _key + "\\" + user, "/v", program, "/t", "REG_BINARY", "/f", "/d",
        string.Concat(BitConverter.GetBytes(time.ToFileTimeUtc()).Concat(new byte[16]).Select(static b => b.ToString("x2")))));

    public void Dispose()
    {
        if (Path.DirectorySeparatorChar == '\\')
        {
            SpecialFiles.Run("reg", "delete", @"HKCU\" + _key, "/f");
        }
    }
}
