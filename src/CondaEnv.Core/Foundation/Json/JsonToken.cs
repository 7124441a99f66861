namespace CondaEnv.Foundation.Json;

/// <summary>What the reader stands on.</summary>
internal enum JsonToken
{
    None,
    StartObject,
    EndObject,
    StartArray,
    EndArray,
    Name,
    String,
    Number,
    True,
    False,
    Null,
    End,
}
