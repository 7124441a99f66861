using System.Collections.Generic;
using System.Linq;

namespace CondaEnv.Formats.Locks;

/// <summary>What of a lock file belongs to one platform, and to the environment that its own tool would take.</summary>
internal static class LockSelection
{
    /// <summary>The packages.</summary>
    public static IReadOnlyList<CondaEnvFileDependency> Of(CondaEnvFile file, string platform)
    {
        List<CondaEnvFileDependency> here = [.. file.Dependencies.Where(d => d.Platform is null or "noarch" || d.Platform == platform)];

        // conda-lock's categories belong together; of pixi's environments it is one.
        if (file.Kind != CondaEnvFileKind.PixiLock)
        {
            return here;
        }

        string? environment = here.Exists(static d => d.Environment == "default") ? "default" : here.FirstOrDefault()?.Environment;
        return [.. here.Where(d => d.Environment == environment)];
    }
}
