using System;
using System.Linq;
using CondaEnv.Foundation.Secrets;
using CondaEnv.Tests.Support;
using Xunit;

namespace CondaEnv.Tests.Foundation.Secrets;

public sealed class SecretRedactorTests
{
    [Theory]
    [InlineData("https://user:s3cret@host.example/ch", "https://host.example/ch")]
    [InlineData("https://user:s3cret@host.example:8080/t/tk-1-2/ch/noarch", "https://host.example:8080/t/<TOKEN>/ch/noarch")]
    [InlineData("https://conda.anaconda.org/t/<TOKEN>/org", "https://conda.anaconda.org/t/<TOKEN>/org")]
    [InlineData("https://conda.anaconda.org/t/tk_9", "https://conda.anaconda.org/t/<TOKEN>")]
    [InlineData("git+https://ghp_token@github.com/x/y.git@v1#egg=y", "git+https://github.com/x/y.git@v1#egg=y")]
    [InlineData("git+ssh://git@github.com/x/y.git", "git+ssh://git@github.com/x/y.git")]
    [InlineData("ssh://git:pw@github.com/x", "ssh://git@github.com/x")]
    [InlineData("https://user:p@ss@host/x", "https://host/x")]
    [InlineData("https://user:pa/ss@host/x", "https://host/x")]
    [InlineData("https://[::1]:80/x@y", "https://[::1]:80/x@y")]
    [InlineData("# cmd: conda create -c https://u:p@h/a -c 'https://h/t/k/b' python", "# cmd: conda create -c https://h/a -c 'https://h/t/<TOKEN>/b' python")]
    [InlineData("['https://u:p@h/c', \"http://v:q@i/d\"]", "['https://h/c', \"http://i/d\"]")]
    [InlineData("https://u:p@h,https://v:q@i", "https://h,https://i")]
    [InlineData("https://proxy:80/https://u:p@h/t/k/x", "https://proxy:80/https://h/t/<TOKEN>/x")]
    [InlineData("https://host/simple?token=abc&x=1#egg=y", "https://host/simple#egg=y")]
    [InlineData("https://host/simple?x=1", "https://host/simple")]
    [InlineData("https://host/simple?ref=main&subdir=linux-64#egg=x&subdirectory=a/b", "https://host/simple?ref=main&subdir=linux-64#egg=x&subdirectory=a/b")]
    [InlineData("https://host/a?ref=main&x=1#egg=x", "https://host/a#egg=x")]
    [InlineData("https://host/a.whl#sha256=0123abcd", "https://host/a.whl#sha256=0123abcd")]
    [InlineData("https://host/a.conda#0123456789abcdef", "https://host/a.conda#0123456789abcdef")]
    [InlineData("https://host/a#access=tk", "https://host/a")]
    [InlineData("https://host/a;jsession=tk/b;c/d", "https://host/a/b;c/d")]
    [InlineData("name @ https://host/a.whl ; python_version > '3'", "name @ https://host/a.whl ; python_version > '3'")]
    [InlineData("https://user:pa'ss@host/x", "https://host/x")]
    [InlineData("https://user:pa\"ss@host/x", "https://host/x")]
    [InlineData("['https://host:80','a@b']", "['https://host:80','a@b']")]
    [InlineData("HTTPS://user:pw@HOST/T/tk/c", "HTTPS://HOST/T/<TOKEN>/c")]
    [InlineData("Git+HTTPS://tok@host/x.git", "Git+HTTPS://host/x.git")]
    [InlineData("host/t/tk-12/c", "host/t/<TOKEN>/c")]
    [InlineData("-c host.example:8443/t/tk-12", "-c host.example:8443/t/<TOKEN>")]
    [InlineData("//host/t/tk/c", "//host/t/<TOKEN>/c")]
    [InlineData("./a/t/b /a/t/b a/b/t/c C:\\t\\me", "./a/t/b /a/t/b a/b/t/c C:\\t\\me")]
    [InlineData("user:pw@host/c", "host/c")]
    [InlineData("channels=user:pw@host/c", "channels=host/c")]
    [InlineData("git@github.com:me/x.git", "git@github.com:me/x.git")]
    [InlineData("conda-forge::python=3.12 mkl@ env@2026-01-15T09:30", "conda-forge::python=3.12 mkl@ env@2026-01-15T09:30")]
    [InlineData("https%3A%2F%2Fuser%3Apw%40host%2Ft%2Ftk%2Fc", "https%3A%2F%2Fhost%2Ft%2F<TOKEN>%2Fc")]
    [InlineData("https://host/%74/tk/c", "https://host/%74/<TOKEN>/c")]
    [InlineData("https%253A%252F%252Fuser%253Apw%2540host/x", "https%253A%252F%252Fhost/x")]
    [InlineData("https:\\\\user:pw@host\\t\\tk\\c", "https:\\\\host\\t\\<TOKEN>\\c")]
    [InlineData("https:\\/\\/user:pw@host\\/t\\/tk\\/c", "https:\\/\\/host\\/t\\/<TOKEN>\\/c")]
    [InlineData("https://host/t/${CONDA_TOKEN}/c https://host/t/$TOKEN/c", "https://host/t/${CONDA_TOKEN}/c https://host/t/$TOKEN/c")]
    [InlineData("https://$MYUSER:${MY_PW}@host/c", "https://$MYUSER:${MY_PW}@host/c")]
    [InlineData("https://$MYUSER:pw@host/c", "https://host/c")]
    [InlineData("https://host/t/${CONDA_TOKEN}x/c", "https://host/t/<TOKEN>/c")]
    [InlineData("anaconda upload --token tk-1 x --force", "anaconda upload --token <TOKEN> x --force")]
    [InlineData("x --token=tk-1 --api-key \"a b\" --password 'c d'", "x --token=<TOKEN> --api-key \"<TOKEN>\" --password '<TOKEN>'")]
    [InlineData("x --token --force --tokenizer a", "x --token --force --tokenizer a")]
    [InlineData("/home/t/me/x", "/home/t/me/x")]
    [InlineData("conda install user@host", "conda install user@host")]
    [InlineData("https://host/c?path=/t/abc&token=1", "https://host/c")]
    [InlineData("https://u:p@host/t/x?a=/t/abc&token=1#/t/y/z", "https://host/t/<TOKEN>#/t/<TOKEN>/z")]
    [InlineData("https://host/c?a=/t/abc/t/&b=1 https://u:p@h/?key=/t/b", "https://host/c https://h/")]
    [InlineData("://", "://")]
    [InlineData("", "")]
    public void Credentials_are_taken_out_of_URLs(string text, string expected)
    {
        Assert.Equal(expected, SecretRedactor.Redact(text));
        Assert.Equal(expected, SecretRedactor.Redact(expected));
    }

    [Fact]
    public void No_text_is_too_much_for_it_and_no_secret_outlives_it()
    {
        Fuzz.Check(FuzzTexts.Address, 200_000, static sample =>
        {
            string text = sample.Text;
            string clean = SecretRedactor.Redact(text);
            Assert.True(clean == SecretRedactor.Redact(clean), $"{text} gives {clean}, and that gives {SecretRedactor.Redact(clean)}");
        });

        foreach (string between in FuzzTexts.AddressParts.Where(static p => !p.Contains(FuzzTexts.Secret, StringComparison.Ordinal)))
        {
            string url = $"https://CANARY:CANARY@host/a{(between.IndexOfAny([' ', '\n', '"', '\'', '#', '?', ',']) >= 0 || between.EndsWith("://", StringComparison.Ordinal) ? "" : between)}/t/CANARY/b?path=/t/CANARY&token=CANARY";
            Assert.DoesNotContain("CANARY", SecretRedactor.Redact(url), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_text_without_secrets_is_not_copied()
    {
        string text = string.Concat("x ", "y") + " https://host/path";
        Assert.Same(text, SecretRedactor.Redact(text));
        Assert.Null(SecretRedactor.RedactOrNull(null));
    }
}
