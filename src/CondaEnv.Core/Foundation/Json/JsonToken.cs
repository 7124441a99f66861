namespace CondaEnv.Foundation.Json;

/// <summary>Type of a JSON token.</summary>
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
