namespace CondaEnv.Specs.MatchSpecs;

/// <summary>What a spec asks of a field of a record other than name, version, build, channel and subdir.</summary>
/// <param name="Name">The field: <c>build_number</c>, <c>md5</c>, <c>license</c>…</param>
/// <param name="Value">The value as conda prints it.</param>
internal sealed record MatchSpecField(string Name, string Value);
