using CondaEnv.Specs.Names;

namespace CondaEnv.Packages.Changes;

/// <summary>Identity of a package: the manager, and the name as that manager compares names.</summary>
internal readonly record struct PackageKey(PackageManager Manager, string Name)
{
    public static PackageKey Of(CondaPackage package) => Of(package.Manager, package.Name);

    public static PackageKey Of(PackageManager manager, string name) =>
        new(manager, manager == PackageManager.Pip ? PipName.Normalize(name) : name.ToLowerInvariant());
}
