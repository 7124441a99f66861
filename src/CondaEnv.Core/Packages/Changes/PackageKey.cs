using CondaEnv.Specs.Names;

namespace CondaEnv.Packages.Changes;

/// <summary>What makes two packages the same one: the manager, and the name as that manager compares names.</summary>
internal readonly record struct PackageKey(PackageManager Manager, string Name)
{
    /// <summary>The key of a package.</summary>
    public static PackageKey Of(CondaPackage package) => Of(package.Manager, package.Name);

    /// <summary>The key of a name.</summary>
    public static PackageKey Of(PackageManager manager, string name) =>
        new(manager, manager == PackageManager.Pip ? PipName.Normalize(name) : name.ToLowerInvariant());
}
