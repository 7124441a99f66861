using System.IO;

namespace CondaEnv.Foundation.Disk;

/// <summary>Something that could be opened but must not be read: it is no regular file, or larger than such a file can be.</summary>
/// <param name="message">What it is, as the end of a sentence: <c>it is a FIFO, not a regular file</c>.</param>
internal sealed class FileRefusedException(string message) : IOException(message);
