
namespace CondaEnv.Specs.Pep508;

/// <summary>
/// Values of the marker variables (PEP 508) in an environment. They are derived from its platform and Python version,
/// without running Python. Immutable.
/// </summary>
/// <remarks>
/// Values that only the running machine knows (<c>platform_release</c>, <c>platform_version</c>) are empty, as the PEP
/// specifies for values that cannot be determined.
/// </remarks>
internal sealed class MarkerEnvironment
{
    private readonly string _pythonFullVersion;
    private readonly string _machine;
    private readonly string _sysPlatform;
    private readonly string _system;

    /// <summary>Creates the values for an environment.</summary>
    /// <param name="platform">The platform in conda's notation, such as <c>linux-64</c>; null if unknown.</param>
    /// <param name="pythonVersion">The version of Python, such as <c>3.12.8</c>; null if there is none.</param>
    /// <param name="implementation">Python's name of its implementation: <c>cpython</c>, <c>pypy</c>.</param>
    public MarkerEnvironment(string? platform, string? pythonVersion, string implementation = "cpython")
    {
        ImplementationName = implementation;
        _pythonFullVersion = pythonVersion ?? string.Empty;
        int dash = platform?.IndexOf('-') ?? -1;
        string system = dash < 0 ? string.Empty : platform!.Substring(0, dash);
        string machine = dash < 0 ? string.Empty : platform!.Substring(dash + 1);
        (_sysPlatform, _system) = system switch
        {
            "linux" => ("linux", "Linux"),
            "osx" => ("darwin", "Darwin"),
            "win" => ("win32", "Windows"),
            "emscripten" => ("emscripten", "Emscripten"),
            "wasi" => ("wasi", "wasi"),
            "freebsd" => ("freebsd", "FreeBSD"),
            "zos" => ("zos", "OS/390"),
            _ => (string.Empty, string.Empty),
        };

        // Operating systems have different names for the same processors.
        _machine = (system, machine) switch
        {
            ("win", "64") => "AMD64",
            ("win", "32") => "x86",
            ("win", "arm64") => "ARM64",
            ("freebsd", "64") => "amd64",
            (_, "64") => "x86_64",
            (_, "32") => "i686",
            (_, "z") => "s390x",
            _ => machine,
        };
    }

    /// <summary>Name of Python's implementation.</summary>
    public string ImplementationName { get; }

    /// <summary>The value of a variable; empty if unknown.</summary>
    public string Variable(string name) => name switch
    {
        "python_version" => PythonVersion,
        "python_full_version" => _pythonFullVersion,
        "os_name" => _sysPlatform switch { "" => string.Empty, "win32" => "nt", _ => "posix" },
        "sys_platform" => _sysPlatform,
        "platform_system" => _system,
        "platform_machine" => _machine,
        "platform_python_implementation" => ImplementationName switch { "cpython" => "CPython", "pypy" => "PyPy", "graalpy" => "GraalVM", _ => ImplementationName },
        "implementation_name" => ImplementationName,
        "implementation_version" => _pythonFullVersion,
        _ => string.Empty,
    };

    /// <summary>The first two numbers, such as 3.12 of 3.12.0rc1.</summary>
    private string PythonVersion
    {
        get
        {
            int first = _pythonFullVersion.IndexOf('.');
            int end = first + 1;
            while (end < _pythonFullVersion.Length && _pythonFullVersion[end] is >= '0' and <= '9')
            {
                end++;
            }

            return first < 0 ? _pythonFullVersion : _pythonFullVersion.Substring(0, end);
        }
    }
}
