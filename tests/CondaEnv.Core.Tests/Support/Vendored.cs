namespace CondaEnv.Tests.Support;

/// <summary>An environment whose conda packages ship Python distributions of other names, as conda-forge's pyqt does.</summary>
internal static class Vendored
{
    private const string Site = "lib/python3.12/site-packages";

    /// <summary>
    /// <c>pyqt</c> ships PyQt5, PyQt5-sip and PyQtWebEngine: the last is the one that conda takes for pyqt itself, and the others
    /// it lists as pip's. <c>spyder</c> is pip's, and needs them.
    /// </summary>
    public static MiniEnv Environment()
    {
        MiniEnv env = new();
        env.Python("\"requested_spec\": \"python=3.12\"");
        env.Record("pip", "24.2", depends: "\"python\"");
        string[] distributions = ["PyQt5-5.15.9", "PyQt5_sip-12.12.2", "PyQtWebEngine-5.15.6"];
        foreach (string distribution in distributions)
        {
            string[] parts = distribution.Split('-');
            env.DistInfo(distribution + ".dist-info", $"Metadata-Version: 2.1\nName: {parts[0].Replace('_', '-')}\nVersion: {parts[1]}\n");
        }

        string files = string.Join(", ", System.Array.ConvertAll(distributions, static d => $"\"{Site}/{d}.dist-info/RECORD\", \"{Site}/{d}.dist-info/METADATA\""));
        env.Record("pyqt", "5.15.9", "py312h949fe66_5", depends: "\"python >=3.12,<3.13.0a0\"", files: files, more: "\"requested_spec\": \"pyqt\", \"md5\": \"0123456789abcdef0123456789abcdef\"");
        env.DistInfo("spyder-6.0.dist-info", "Metadata-Version: 2.1\nName: spyder\nVersion: 6.0\nRequires-Dist: pyqt5>=5.15,<5.16\nRequires-Dist: PyQtWebEngine<5.16\n");
        return env;
    }
}
