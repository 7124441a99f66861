using System.Linq;
using CondaEnv.Formats.Losses;
using Xunit;

namespace CondaEnv.Tests.Formats.Losses;

public class LossSentencesTests
{
    [Fact]
    public void Losses_of_a_kind_are_one_sentence()
    {
        ExportLoss[] losses =
        [
            new("EditableInstall", "gitpkg", "an editable install from '/a'", LossSeverity.Error),
            new("ChannelUnknown", "x", "its record does not say which channel it came from", LossSeverity.Warning),
            new("DirectUrlInstall", "local-dir-pkg", "installed from 'file:///b'; the text asks an index for it", LossSeverity.Error),
            new("LocalFile", "paginate", "installed from '/c', a path of this machine", LossSeverity.Error),
            new("RecordInvalid", null, "damaged", LossSeverity.Error) { IsReported = true },
            new("RootsChosen", null, "the text names what was asked for", LossSeverity.Information),
        ];
        Assert.Equal(
            [
                (LossSeverity.Error, "3 packages are paths on this machine and will not install elsewhere: gitpkg, local-dir-pkg, paginate."),
                (LossSeverity.Warning, "x: its record does not say which channel it came from."),
                (LossSeverity.Information, "the text names what was asked for."),
            ],
            LossSentences.Of(losses));
    }

    [Fact]
    public void Many_packages_are_the_first_few_and_a_number()
    {
        (LossSeverity _, string text) = LossSentences.Of(Enumerable.Range(1, 24).Select(static n => new ExportLoss("ArtifactUnknown", $"p{n}", "x", LossSeverity.Error))).Single();
        Assert.Equal("24 packages are not in the text, because the URL of their files is not recorded: p1, p2, p3, p4, p5 and 19 more.", text);
    }

    [Fact]
    public void A_kind_without_a_sentence_of_its_own_tells_the_first()
    {
        ExportLoss[] losses = [new("SecretWritten", null, "the credentials of 'a' are in the text, in clear", LossSeverity.Warning), new("SecretWritten", null, "the credentials of 'b'", LossSeverity.Warning)];
        Assert.Equal("the credentials of 'a' are in the text, in clear, and 1 more like this.", LossSentences.Of(losses).Single().Text);
    }
}
