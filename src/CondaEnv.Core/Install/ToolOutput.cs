using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using CondaEnv.Foundation.Secrets;

namespace CondaEnv.Install;

/// <summary>
/// Reads the output of a tool: reports its progress, forwards its lines without credentials, and keeps the last lines
/// for the error message.
/// </summary>
/// <remarks>
/// conda's JSON output consists of lines <c>{"fetch":"numpy-1.9 | 3 MB |
/// ","finished":false,"maxval":1,"progress":0.5}</c> after a NUL (<c>conda/plugins/reporter_backends/json.py</c>), and
/// one document at the end. It does not report solving and linking. micromamba's text output has one line per step if
/// it is not a terminal.
/// </remarks>
internal sealed class ToolOutput
{
    private const int TailLength = 15;
    private const int ReportLimit = 64 * 1024 * 1024;

    private readonly bool _isJson;
    private readonly Action<CreateProgress> _progress;
    private readonly Action<string> _verbose;
    private readonly Queue<string> _tail = new();
    private readonly StringBuilder _report = new();
    private readonly Dictionary<string, double> _fetches = new(StringComparer.Ordinal);
    private int _total;
    private int _linked;

    /// <summary>Creates a reader for the output of one run.</summary>
    /// <param name="isJson">True if the tool writes JSON.</param>
    /// <param name="phase">The first phase.</param>
    /// <param name="total">Number of packages to install; 0 if unknown.</param>
    /// <param name="progress">Called with the progress.</param>
    /// <param name="verbose">Called with each line.</param>
    public ToolOutput(bool isJson, CreatePhase phase, int total, Action<CreateProgress> progress, Action<string> verbose)
    {
        _isJson = isJson;
        _total = total;
        _progress = progress;
        _verbose = verbose;
        Phase = phase;
        progress(new CreateProgress(phase, "", -1));
    }

    /// <summary>The current phase.</summary>
    public CreatePhase Phase { get; private set; }

    /// <summary>The last lines, credentials removed.</summary>
    public IReadOnlyCollection<string> Tail => _tail;

    /// <summary>The report of the tool with <c>--json</c>.</summary>
    public ToolReport Report() => ToolReport.Parse(_isJson ? _report.ToString() : "");

    /// <summary>Standard output with <c>--json</c>, except for progress lines; otherwise empty.</summary>
    public string Text => _report.ToString();

    /// <summary>Processes a line of output.</summary>
    public void Hear(string line, bool isError)
    {
        foreach (string part in line.Split('\0', '\r'))
        {
            if (part.Trim().Length > 0)
            {
                HearPart(part, isError);
            }
        }
    }

    /// <summary>
    /// Updates the number of packages in the environment, which is the only way to see the progress of linking if the
    /// tool does not report it.
    /// </summary>
    public void SeeLinked(int count)
    {
        if (count > _linked && Phase != CreatePhase.Pip)
        {
            _linked = count;
            Tell(CreatePhase.Link, "", _total > 0 ? Math.Min(100, 100 * count / _total) : -1);
        }
    }

    private void HearPart(string part, bool isError)
    {
        if (_isJson && !isError)
        {
            if (part.StartsWith("{\"fetch\":", StringComparison.Ordinal))
            {
                HearFetch(part);
                return;
            }

            if (_report.Length < ReportLimit)
            {
                _report.Append(part).Append('\n');
            }
        }

        string shown = SecretRedactor.Redact(part.TrimEnd());
        _tail.Enqueue(shown);
        if (_tail.Count > TailLength)
        {
            _tail.Dequeue();
        }

        _verbose(shown);
        if (!_isJson)
        {
            HearText(shown.Trim());
        }
    }

    private void HearFetch(string json)
    {
        string name = Value(json, "\"fetch\":\"", '"') ?? "";
        int bar = name.IndexOf('|');
        name = (bar < 0 ? name : name.Substring(0, bar)).Trim();
        bool finished = Value(json, "\"finished\":", ',') == "true";
        _ = double.TryParse(Value(json, "\"progress\":", '}'), NumberStyles.Float, CultureInfo.InvariantCulture, out double progress);
        _fetches[name] = finished ? 1 : Math.Max(0, Math.Min(1, progress));
        double done = 0;
        foreach (double one in _fetches.Values)
        {
            done += one;
        }

        Tell(CreatePhase.Download, SecretRedactor.Redact(name), (int)(100 * done / Math.Max(_total, _fetches.Count)));
    }

    private void HearText(string line)
    {
        if (line.StartsWith("Install:", StringComparison.Ordinal)
            && int.TryParse(line.Substring("Install:".Length).Trim().Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int total))
        {
            _total = total;
        }
        else if (Starts(line, "Collecting package metadata", "Solving environment", "Resolving", "Fetching repodata"))
        {
            Tell(CreatePhase.Solve, "", -1);
        }
        else if (Starts(line, "Installing pip ", "Installing collected packages"))
        {
            Tell(CreatePhase.Pip, "", -1);
        }
        else if (Phase == CreatePhase.Pip && Starts(line, "Collecting ", "Processing ", "Obtaining ", "Building wheel"))
        {
            Tell(CreatePhase.Pip, line, -1);
        }
        else if (Starts(line, "Downloading", "Extracting", "Transaction starting") && Phase != CreatePhase.Pip)
        {
            // micromamba downloads after reporting the start of its transaction.
            Tell(CreatePhase.Download, line.StartsWith("Transaction", StringComparison.Ordinal) ? "" : line, -1);
        }
        else if (Starts(line, "Linking "))
        {
            _linked++;
            Tell(CreatePhase.Link, line.Substring("Linking ".Length), _total > 0 ? Math.Min(100, 100 * _linked / _total) : -1);
        }
        else if (Starts(line, "Unlinking ", "Preparing transaction", "Verifying transaction", "Executing transaction"))
        {
            Tell(CreatePhase.Link, "", -1);
        }
    }

    private void Tell(CreatePhase phase, string activity, int percent)
    {
        Phase = phase;
        _progress(new CreateProgress(phase, activity, percent));
    }

    private static bool Starts(string line, params string[] beginnings) => Array.Exists(beginnings, b => line.StartsWith(b, StringComparison.Ordinal));

    private static string? Value(string json, string key, char end)
    {
        int start = json.IndexOf(key, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += key.Length;
        int stop = json.IndexOf(end, start);
        return stop < 0 ? null : json.Substring(start, stop - start).Trim();
    }
}
