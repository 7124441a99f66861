using System;
using System.Collections.Generic;
using System.Linq;
using CondaEnv.Packages.Changes;

namespace CondaEnv.Formats.Locks;

/// <summary>
/// The selected part of a lock file, for all code that reads one. A lock file can contain several environments (pixi),
/// categories (conda-lock) and platforms.
/// </summary>
/// <param name="Environment">The environment or category that the user named; null if none.</param>
/// <param name="Platform">The platform that the user named; null if none.</param>
/// <remarks>
/// The environments of a pixi.lock are alternatives. The categories of a conda-lock.yml are cumulative: <c>main</c>
/// belongs to each of them, and all are selected if none is named.
/// </remarks>
internal sealed record LockSelection(string? Environment = null, string? Platform = null)
{
    private const string PixiDefault = "default";
    private const string CondaLockMain = "main";

    /// <summary>True if the user named neither an environment nor a platform.</summary>
    public bool IsOpen => Environment is null && Platform is null;

    /// <summary>True for a file with parts to choose from.</summary>
    public static bool HasParts(CondaEnvFile file) => file.Kind is CondaEnvFileKind.PixiLock or CondaEnvFileKind.CondaLock;

    /// <summary>The part of a file that the user selected; anything not specified remains unresolved.</summary>
    /// <exception cref="CondaEnvException">LockEnvironmentNotFound if the file does not contain that part.</exception>
    public CondaEnvFile Of(CondaEnvFile file)
    {
        if (IsOpen)
        {
            return file;
        }

        if (!HasParts(file))
        {
            throw NotALock(file.Path);
        }

        CondaEnvFile part = file;
        if (Environment is { } environment)
        {
            if (!Exists(file, environment))
            {
                throw NotFound(file.Path, $"'{file.Path}' has no environment '{environment}'. It has: {List(file.LockEnvironments.Select(static e => e.Key))}");
            }

            part = WithEnvironment(file, environment);
        }

        if (Platform is { } platform)
        {
            IReadOnlyList<string> platforms = PlatformsOf(part);
            part = NameOf(part, platforms, platform) is { } name ? WithPlatform(part, name) : throw NotFound(
                file.Path, $"'{file.Path}' has no packages for the platform '{platform}'{(Environment is null ? "" : $" in the environment '{Environment}'")}. It has: {List(platforms)}");
        }

        return part;
    }

    /// <summary>Fails if the selection would be ignored.</summary>
    /// <param name="what">The input, for the message.</param>
    /// <param name="files">The input files; null for input that is not a file.</param>
    /// <exception cref="CondaEnvException">LockEnvironmentNotFound if something is selected but none of the files is a
    /// lock file.</exception>
    public void RequireLock(string what, params CondaEnvFile?[] files)
    {
        if (!IsOpen && !files.Any(static f => f is not null && HasParts(f)))
        {
            throw NotALock(what);
        }
    }

    /// <summary>
    /// Returns one environment of a file for one platform. What the user did not specify is chosen as the lock file's
    /// own tool would. A package that belongs to several categories is listed once. A file without parts is returned
    /// unchanged.
    /// </summary>
    /// <param name="file">The file, or the part of it that the user selected.</param>
    /// <param name="platform">The platform to choose if there are several.</param>
    /// <returns>The part; for another platform if the file has none for this one.</returns>
    /// <remarks>
    /// If several named platforms have the same subdir and none of them has the subdir as its name, the user must
    /// choose, because they differ in the properties of the machine.
    /// </remarks>
    /// <exception cref="CondaEnvException">LockEnvironmentRequired if the user must choose.</exception>
    public static CondaEnvFile Resolve(CondaEnvFile file, string platform)
    {
        if (!file.IsExact)
        {
            return file;
        }

        CondaEnvFile part = file.Kind == CondaEnvFileKind.PixiLock && file.LockEnvironments.Count > 1
            ? WithEnvironment(file, DefaultOf(file, platform))
            : file;
        IReadOnlyList<string> platforms = HasParts(part) ? PlatformsOf(part) : part.Platforms;
        if (platforms.Count > 1)
        {
            part = WithPlatform(part, NameOf(part, platforms, platform) ?? platforms[0]);
        }

        return HasParts(part) ? part.With(Once(part.Dependencies), part.Platforms, part.LockEnvironments) : part;
    }

    /// <summary>The platforms for which a file has packages; none if all packages are noarch.</summary>
    public static IReadOnlyList<string> PlatformsOf(CondaEnvFile file) => file.Platforms.Count > 0
        ? [.. file.Platforms.Where(static p => p != "noarch")]
        : [.. file.Dependencies.Select(static d => d.Platform).OfType<string>().Where(static p => p is not "noarch" and not "pypi").Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// The subdir of a platform of the file, such as <c>linux-64</c> for a platform named <c>gpu-box</c>.
    /// </summary>
    public static string SubdirOf(CondaEnvFile file, string platform) => file.NamedPlatforms.TryGetValue(platform, out string? subdir) ? subdir : platform;

    /// <summary>The name that a file uses for a platform; null if the file does not have it.</summary>
    /// <exception cref="CondaEnvException">LockEnvironmentRequired if the file has several platforms of that
    /// subdir.</exception>
    private static string? NameOf(CondaEnvFile file, IReadOnlyList<string> platforms, string platform)
    {
        if (platforms.Contains(platform))
        {
            return platform;
        }

        // The only platform of a subdir can be selected by the subdir or by its own name.
        string[] named = [.. platforms.Where(p => SubdirOf(file, p) == SubdirOf(file, platform))];
        return named.Length < 2 ? named.FirstOrDefault() : throw new CondaEnvException(
            CondaErrorKind.LockEnvironmentRequired,
            $"'{file.Path}' has {named.Length} platforms for '{platform}': {List(named)}. Choose one with -Platform (--platform).",
            file.Path);
    }

    /// <summary>
    /// The environment that pixi chooses; without a <c>default</c>, the only environment that has the platform.
    /// </summary>
    private static string DefaultOf(CondaEnvFile file, string platform)
    {
        if (Exists(file, PixiDefault))
        {
            return PixiDefault;
        }

        string[] here = [.. file.LockEnvironments.Where(e => e.Value.Any(p => p == platform || SubdirOf(file, p) == platform)).Select(static e => e.Key)];
        return here.Length == 1
            ? here[0]
            : throw new CondaEnvException(
                CondaErrorKind.LockEnvironmentRequired,
                $"'{file.Path}' has {file.LockEnvironments.Count} environments, and none of them is '{PixiDefault}': {List(file.LockEnvironments.Select(static e => e.Key))}. Choose one with -LockEnvironment (--lock-environment).",
                file.Path);
    }

    private static bool Exists(CondaEnvFile file, string environment) => file.LockEnvironments.Any(e => e.Key == environment);

    private static CondaEnvFile WithEnvironment(CondaEnvFile file, string environment)
    {
        bool isCategory = file.Kind == CondaEnvFileKind.CondaLock;
        KeyValuePair<string, IReadOnlyList<string>>[] kept = [.. file.LockEnvironments.Where(e => e.Key == environment || (isCategory && e.Key == CondaLockMain))];
        return file.With(
            [.. file.Dependencies.Where(d => d.Environment == environment || (isCategory && d.Environment is null or CondaLockMain))],
            isCategory ? file.Platforms : [.. file.Platforms.Where(new HashSet<string>(kept.SelectMany(static e => e.Value), StringComparer.Ordinal).Contains)],
            kept);
    }

    private static CondaEnvFile WithPlatform(CondaEnvFile file, string platform) => file.With(
        [.. file.Dependencies.Where(d => d.Platform is null or "noarch" || d.Platform == platform)],
        [platform],
        [.. file.LockEnvironments.Where(e => e.Value.Contains(platform)).Select(e => new KeyValuePair<string, IReadOnlyList<string>>(e.Key, [platform]))]);

    private static IReadOnlyList<CondaEnvFileDependency> Once(IReadOnlyList<CondaEnvFileDependency> dependencies)
    {
        HashSet<PackageKey> seen = [];
        return [.. dependencies.Where(d => d.Package is not { } package || seen.Add(PackageKey.Of(package)))];
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(static n => $"'{n}'"));

    private static CondaEnvException NotALock(string what) => NotFound(
        what, $"'{what}' is not a lock file with environments or platforms. Omit -LockEnvironment and -Platform (--lock-environment, --platform)");

    private static CondaEnvException NotFound(string path, string message) => new(CondaErrorKind.LockEnvironmentNotFound, message + ".", path);
}
