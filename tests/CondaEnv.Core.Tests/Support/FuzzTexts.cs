using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace CondaEnv.Tests.Support;

/// <summary>Made-up texts of each kind that is read: some put together of pieces of that kind, others good ones with faults.</summary>
internal static class FuzzTexts
{
    private const string Hash = "0123456789abcdef0123456789abcdef";

    // Every byte, and those that matter more often.
    private static readonly string s_bytes =
        string.Concat(Enumerable.Repeat(FuzzText.Latin("{}[]\",:\\u-0nte.+\n /\u00e9"), 12)) + string.Concat(Enumerable.Range(0, 256).Select(static b => (char)b));

    /// <summary>JSON.</summary>
    public static Gen<FuzzText> Json { get; } = Gen.OneOf(
        FuzzText.OfMutants(
            ["{\"a\":[1,2.5,-3e4],\"b\":{\"c\":null,\"d\":\"x\\ny\\u00e9\"},\"e\":[true,false,[]]}", "[\"a\\\\\",\"\\\"\",{\"k\":\"v\"}]"],
            "{}[]\",:\\u0019eE+-.tfn \n/ab"),
        FuzzText.OfPieces(0, 12, "{", "}", "[", "]", ":", ",", "\"k\":", "\"v\"", "\"\\u00e9\"", "\"\\\\\"", "1", "-0", "1e5", "0.5", "true", "false", "null", " ", "\n", "\"", "\\", "é"));

    /// <summary>A record of <c>conda-meta</c>, as bytes.</summary>
    public static Gen<FuzzText> Record { get; } = FuzzText.OfMutants(
        [
            FuzzText.Latin(MiniEnv.RecordText("a", "1", depends: "\"b >=1\"", files: "\"lib/python3.12/site-packages/a-1.dist-info/RECORD\"", more: "\"paths_data\": {\"paths\": []}, \"timestamp\": 1.5e3")),
            FuzzText.Latin(MiniEnv.RecordText("a-b", "1!2.0", "py312_0", depends: "\"c\", \"d[version='>=1']\"", files: "\"a\", \"b-info/x\\u00e9\"", more:
                "\"constrains\": [\"x <2\"], \"license\": \"é\", \"size\": 12, \"md5\": \"" + Hash + "\", \"noarch\": \"python\", \"requested_spec\": \"https://u:p@h/t/tk-1/c::a-b\", "
                + "\"requested_specs\": [\"a-b=1\"], \"link\": {\"type\": 1, \"source\": \"x]}\"}, \"paths_data\": {\"paths\": [{\"_path\": \"a\", \"size_in_bytes\": 1}], \"paths_version\": 1}")),
        ],
        s_bytes);

    /// <summary>The lines of a history, without regard to what they change.</summary>
    public static Gen<FuzzText> HistorySpecs { get; } = FuzzText.OfPieces(
        0, 24,
        "==> ", " <==", "\n", "# cmd: ", "# update specs: ", "# remove specs:", "# neutered specs:", "[", "]", "'", "\"", "\\", "\\x4", "\\u12", ",", "numpy", ">=1", "@", "u", "::", "\u2028", "\r", " ", "é", "\0");

    /// <summary>A history with its changes.</summary>
    /// <param name="good">One without fault.</param>
    public static Gen<FuzzText> History(string good) => Gen.Frequency(
        (2, FuzzText.Join(
            FuzzText.OfPieces(1, 1, "==> 2020-01-01 00:00:00 <==\n"),
            FuzzText.OfPieces(
                0, 29,
                "==> ", "2020-01-01 00:00:00", " <==", "\n", "\n", "\n+", "\n-", "# cmd: ", "conda ", "install ", "# update specs: ['a']", "# conda version: ", "a-1-0", "c/linux-64::", "::",
                "-", "/", "https://u:p@h", "@", ".conda", "1.0", "\u2028", "\r", " ", "é", "\0", "'", "\""))),
        (1, FuzzText.OfMutants([good], string.Concat(Enumerable.Range(32, 0x160).Select(static c => (char)c)))));

    /// <summary>A file that describes an environment, in whichever format, as bytes.</summary>
    public static Gen<FuzzText> EnvironmentFile { get; } = Gen.Frequency(
        (2, FuzzText.OfMutants(
            [
                FuzzText.Latin("name: x\nchannels: [conda-forge, &a b, *a]\ndependencies:\n  - python=3.12 # [linux]\n  - pip:\n    - a[b]>=1; os_name == 'nt'\nvariables: {A: 1.5, B: 0x1F}\n"),
                FuzzText.Latin("{\"name\": \"x\", \"dependencies\": [\"a=1=0\", {\"pip\": [\"b==1\"]}], \"variables\": {\"A\": 1e5}}"),
                FuzzText.Latin("version: 6\nenvironments:\n  default:\n    channels:\n    - url: https://c/\n    packages:\n      linux-64:\n      - conda: https://c/linux-64/a-1-0.conda\n      - pypi: https://f/b-1.whl\npackages:\n- conda: https://c/linux-64/a-1-0.conda\n  size: 12\n  timestamp: 1700000000000\n- pypi: https://f/b-1.whl\n  name: b\n  version: 1\n"),
                FuzzText.Latin("version: 1\nmetadata:\n  platforms: [linux-64]\n  channels: [{url: c}]\npackage:\n- {name: a, version: 1, manager: conda, platform: linux-64, url: https://c/linux-64/a-1-0.conda, hash: {md5: x}}\n"),
                FuzzText.Latin("# c\n@EXPLICIT\nhttps://c/linux-64/a-1-0.conda#" + Hash + "\n"),
                FuzzText.Latin("a=1=0\nb>=2\n-r x\n"),
            ],
            s_bytes)),
        (1, FuzzText.Join(
            FuzzText.OfPieces(0, 3, "name: x\n", "channels:\n  - conda-forge\n", "channels: [a, b]\n", "prefix: /x\n", "variables: {A: 1.5}\n", "# c\n", "---\n"),
            FuzzText.Join(
                FuzzText.OfPieces(1, 1, "dependencies:\n"),
                FuzzText.OfPieces(
                    1, 20,
                    [.. new[]
                    {
                        "  - python=3.12\n", "  - numpy >=1,<2\n", "  - a >1\n", "  - a <1\n", "  - pip:\n", "    - requests[a]>=1; os_name == 'nt'\n", "    - -e git+https://u:p@h/x#egg=y\n", "  - ", "    - ", "- ", "\n",
                        "variables:\n", "  A: ", "1.5", "0x1F", "yes", "~", "'", "\"", "|\n", ">-\n", "!!str ", "&a ", "*a", "<<: ", "? ", "\t", "{", "}", "[", "]", ", ", ": ", " # [win]", "{{ x }}", "${X}", "^a.*$", "\u2028", "é", "...\n", "---\n",
                        "name: y\n", "channels:\n", "dependencies:\n", "x=1=py_0", "https://u:p@h/t/tk-1/c::a",
                    }.Select(FuzzText.Latin)])))));

    /// <summary>Specs of packages, versions, channels and pip's lines.</summary>
    public static Gen<FuzzText> Spec { get; } = Gen.OneOf(
        FuzzText.OfMutants(
            [
                "numpy", "conda-forge/linux-64::numpy[version='>=1.20,<2',build=py312*]", "numpy 1.8 py_0", "numpy=1.8=*", "mkl@", "a >=1|<2,!=1.5 if x # y",
                "https://u:p@h.example:8080/t/tk-1/ch/noarch/x-1-0.conda", "*/win-64::py*[build_number='>=1',md5=ff,license=MIT]", "^a.*$ ^1.*$", "~/x::y (optional)",
                "requests[a,b] >=1,<2 ; python_version < '3' and (os_name == 'nt' or extra in 'x')", "x @ git+https://h/x.git@v1 ; extra == 'y'", "1!2.3.post1+cu121.4_",
                "((1.5|((1.6|1.7), 1.8), 1.9 |2.0))|2.1", "https://repo.anaconda.com/pkgs", "file:///C:/x%20y/ü", "//server/share", "C:\\x\\y",
                "-e git+https://u:p@h/x@v1#egg=y&subdirectory=z", "x==1.0 --hash=sha256:aa -i 'https://h' # y", "./a/b-1.0-py3-none-any.whl ; os_name == 'nt'",
                "numpy[build='^(a+)+$',build_number='>=1',url='https://u:p@h/x',license='*']",
            ],
            " =<>!~,|()[]:*^$.-_+@#/\\'\"abcXYZ019%;?&{}\t\n\u00fc\ud83d"),
        CondaSpec,
        PipLine);

    /// <summary>Specs of conda, put together.</summary>
    public static Gen<FuzzText> CondaSpec => FuzzText.OfPieces(
        1, 12,
        "numpy", "py*", "*", "a-b", "conda-forge::", "*/win-64::", "https://u:p@h/t/tk-1/c/noarch::", "::", ":", "=", "==", ">=", "<", "!=", "~=", "1", "1.*", "1!2.0", "3.12", "dev", "py_0", "^1.*$", "^", "$", "(", ")", "|", ",", " ",
        "[", "]", "version=", "build=", "build_number=", "'", "\"", "md5=ff", "@", "#", "[version='>=1,<2']", "[license=MIT]", ".conda", "-", "/", "\\", "é", " if ", "(optional)");

    /// <summary>Lines of pip's requirements files, put together.</summary>
    public static Gen<FuzzText> PipLine => FuzzText.OfPieces(
        1, 12,
        "requests", "A.b_c", "[a,b]", "[", "]", "==1.0", ">=1,<2", "~=1.2", "===x", " ", ";", "python_version < '3'", "extra == \"x\"", " and ", " or ", "not in", "(", ")", "'", "\"", "@ ", "https://u:p@h/x-1-py3-none-any.whl",
        "git+ssh://git@h/x.git@v1", "#egg=y", "#sha256=aa", "-e ", "-r ", "--hash=sha256:aa", "-i https://h", "--", "\\", "\n", "./a", "C:\\x", "file:///x", "${X}", "*", ",", "é", "#", " # y");

    /// <summary>Explicit files, conda's and pip's requirements, and printed lists.</summary>
    public static Gen<FuzzText> LineFile { get; } = Gen.Frequency(
        (2, FuzzText.OfMutants(
            [
                "@EXPLICIT\n# platform: x\nhttps://u:p@h/t/tk-1/ch/noarch/a-1.0-0.conda#" + Hash + "\n./b-1-0.tar.bz2\n",
                "# This file may be used to create an environment using:\na=1.0=h1_0\nnumpy >=1\nx=1=pypi_0\n",
                "[{\"name\": \"a\", \"version\": \"1\", \"build_string\": \"\\u00e4\", \"base_url\": \"https://h/x\"}, \"c::b-1-0\"]",
                "# Name Version Build Channel\na 1 0 x\n",
                "x==1 \\\n --hash=sha256:aa\n-e git+https://h/x#egg=y ; os_name == 'nt'\n-i 'https://h' --pre\n./a ; extra == \"b\"\n",
            ],
            " =<>!~,|()[]{}:*^$.-_+@#/\\'\"abX019%;?&\t\r\n\u00fc\ud83d\ufeff")),
        (1, FuzzText.OfPieces(
            0, 20,
            "@EXPLICIT", "\n", "\n", "\n", "# platform: linux-64\n", "https://u:p@h/t/tk-1/ch/noarch/", "a-1.0-0", ".conda", ".tar.bz2", "#" + Hash, "#sha256:" + Hash + Hash, "./", "file:///", "C:\\", "a=1.0=h1_0", "numpy >=1", "=pypi_0",
            "# Name Version Build Channel\n", "a 1 0 x", "  ", "\\\n", "--hash=sha256:aa", "-e ", "-r x", "; os_name == 'nt'", "'", "\"", "[", "{\"name\": \"a\"", "}", "]", ", ", "%2F", "\r", "\t", "é", "\ufeff")));

    /// <summary>The secret of <see cref="Address"/>.</summary>
    public const string Secret = "CANARY";

    /// <summary>Parts of addresses, some of which hold <see cref="Secret"/>.</summary>
    public static string[] AddressParts { get; } =
    [
        "https://", "git+ssh://", "file://", "://", "CANARY:CANARY@", "CANARY@", "host", "/t/CANARY/", "/t/CANARY", "/t/", "?", "&", "#", "token=CANARY", "key=CANARY",
        "/", "\\", ":", "%2F", "%3A", "%40", "%25", ";a=CANARY", "--token ", "--token=", "host/t/CANARY", "@", ",", "'", "\"", " ", "http", "ssh", "<TOKEN>", "x=", "[", "]", ":80", "\n", "ž",
    ];

    /// <summary>What addresses with secrets are made of, in any order.</summary>
    public static Gen<FuzzText> Address { get; } = FuzzText.OfPieces(1, 13, AddressParts);

    /// <summary>What addresses of channels are made of, in any order.</summary>
    public static Gen<FuzzText> ChannelAddress { get; } = FuzzText.OfPieces(
        0, 6,
        "https://", "http://", "file://", "host", ":", "80", "abc", "/", "x", "[", "::1", "]", "@", "u", "?", "#", "%", " ", "", "99999", "$X", "/t/tok/", "\\", "noarch");
}
