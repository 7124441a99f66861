using System;
using System.Collections.Generic;
using System.Linq;

namespace CondaEnv.Tests.Architecture;

/// <summary>The rooms of CondaEnv.Core and who may know whom; docs/architecture.md is the same in words.</summary>
internal static class Rooms
{
    /// <summary>From this layer on, rooms of one layer do not know each other.</summary>
    private const int FirstSeparate = 6;

    /// <summary>The room of each folder at the top is in a layer; the project's own folder is the last.</summary>
    public static IReadOnlyDictionary<string, int> Layers { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["Foundation"] = 0,
        ["Specs"] = 1,
        ["Packages"] = 2,
        ["Machines"] = 3,
        ["Prefixes"] = 4,
        ["Formats"] = 5,
        ["Export"] = 6,
        ["Compare"] = 6,
        ["Lint"] = 6,
        ["Audit"] = 6,
        ["Measure"] = 6,
        ["Convert"] = 6,
        ["Snapshots"] = 7,
        ["Install"] = 7,
        ["Reports"] = 7,
        [""] = 8,
    };

    /// <summary>Rooms that front ends reach through the service only.</summary>
    public static bool IsClosedToFrontEnds(string room) => IsIn(room, "Prefixes") || IsIn(room, "Foundation/Json");

    /// <summary>Why a room must not know another; null if it may.</summary>
    public static string? Fault(string from, string to)
    {
        (string top, string otherTop) = (Top(from), Top(to));
        if (!Layers.TryGetValue(top, out int layer) || !Layers.TryGetValue(otherTop, out int otherLayer))
        {
            return "a folder has no layer";
        }

        return layer < otherLayer ? $"layer {layer} knows layer {otherLayer}"
            : layer == otherLayer && layer >= FirstSeparate && top != otherTop ? $"rooms of layer {layer} do not know each other"
            : top == "Formats" && otherTop == "Machines" ? "a format does not depend on the machine"
            : null;
    }

    /// <summary>Rings of rooms that know each other, each with its rooms in order.</summary>
    public static IReadOnlyList<string[]> Cycles(IEnumerable<(string From, string To)> edges)
    {
        ILookup<string, string> next = edges.Where(static e => e.From != e.To).ToLookup(static e => e.From, static e => e.To, StringComparer.Ordinal);
        Dictionary<string, HashSet<string>> reached = next.Select(static g => g.Key).ToDictionary(static room => room, room => Reach(next, room), StringComparer.Ordinal);
        return [.. reached.Where(static r => r.Value.Contains(r.Key))
            .Select(r => (string[])[.. r.Value.Where(other => reached.TryGetValue(other, out HashSet<string>? back) && back.Contains(r.Key)).Order(StringComparer.Ordinal)])
            .DistinctBy(static ring => string.Join('|', ring))];
    }

    private static HashSet<string> Reach(ILookup<string, string> next, string start)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Stack<string> open = new([start]);
        while (open.TryPop(out string? room))
        {
            foreach (string other in next[room].Where(seen.Add))
            {
                open.Push(other);
            }
        }

        return seen;
    }

    private static bool IsIn(string room, string folder) => room == folder || room.StartsWith(folder + "/", StringComparison.Ordinal);

    private static string Top(string room) => room.Split('/')[0];
}
