namespace CondaEnv.Specs.MatchSpecs;

/// <summary>A constraint on a field other than name, version, build, channel and subdir.</summary>
/// <param name="Name">Name of the field: <c>build_number</c>, <c>md5</c>, <c>license</c>…</param>
/// <param name="Value">The value as conda prints it.</param>
internal sealed record MatchSpecField(string Name, string Value);
