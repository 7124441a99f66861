using System.Collections.Generic;
using System.IO;
using System.Linq;
using CondaEnv.Export;
using CondaEnv.Formats.Losses;
using CondaEnv.Formats.Record;
using CondaEnv.Formats.Source;
using CondaEnv.Formats.Writing;
using CondaEnv.Foundation.Csv;
using CondaEnv.Prefixes;

namespace CondaEnv.Snapshots;

/// <summary>Creates the files of a record except <c>record.json</c>: the file to share, and the exact ones.</summary>
internal static class RecordFiles
{
    /// <summary>Creates the texts.</summary>
    /// <param name="contents">The content of the environment.</param>
    /// <param name="options">The machine's configuration, and the precision of the file to share.</param>
    public static IReadOnlyList<RecordFile> Of(EnvironmentContents contents, ExportOptions options)
    {
        List<RecordFile> files = [];
        Add("environment.yml", options with { Style = ExportStyle.Portable, Format = ExportFormat.EnvironmentYaml });
        Add("environment.full.yml", options with { Style = ExportStyle.Full, Format = ExportFormat.EnvironmentYaml, WithholdVariables = true });
        bool hasConda = false;
        bool hasPip = false;
        foreach (CondaPackage package in contents.Packages)
        {
            hasConda |= package.Manager == PackageManager.Conda;
            hasPip |= package.Manager == PackageManager.Pip;
        }

        if (hasConda)
        {
            Add("explicit.txt", options with { Style = ExportStyle.Full, Format = ExportFormat.Explicit, Hash = PackageHash.Sha256 });
        }

        if (hasPip)
        {
            Add("requirements.txt", options with { Style = ExportStyle.Full, Format = ExportFormat.PipRequirements });
        }

        StringWriter csv = new();
        CsvRows.Write(csv, contents.Packages, CondaPackage.Schema.All, options.SafeCsv);
        files.Add(new RecordFile("packages.csv", csv.ToString(), []));
        return files;

        void Add(string name, ExportOptions one)
        {
            try
            {
                // Something that one file cannot represent but another contains is not a loss of the record.
                ExportText text = EnvironmentExporter.Export(contents, one);
                files.Add(new RecordFile(name, text.Text, [.. text.Losses.Where(static l => l.Code is not (LossCodes.VariablesOmitted or LossCodes.CondaPackagesOmitted))]));
            }
            catch (CondaEnvException e) when (e.Kind == CondaErrorKind.FormatUnsupported)
            {
                // The other files are still written, and the record shows which one is missing and why.
                files.Add(new RecordFile(name, "", [new ExportLoss("FileOmitted", null, $"'{name}' is not written: {e.Message}", LossSeverity.Error)]));
            }
        }
    }
}
