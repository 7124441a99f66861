using System.IO;

namespace CondaEnv.Foundation.Disk;

/// <summary>The file can be opened but must not be read: it is not a regular file, or it is too large.</summary>
/// <param name="message">The reason, as the end of a sentence: <c>it is a FIFO, not a regular file</c>.</param>
internal sealed class FileRefusedException(string message) : IOException(message);
