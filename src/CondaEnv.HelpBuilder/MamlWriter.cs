using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace CondaEnv.HelpBuilder;

/// <summary>Writes the help of cmdlets as MAML, the XML that Get-Help reads.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace s_root = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Creates one file for all cmdlets of an assembly.</summary>
    public static XDocument Write(IEnumerable<CommandHelp> commands) => new(
        new XComment(" Made from module/docs by the build; changes belong there. "),
        new XElement(s_root + "helpItems", new XAttribute("schema", "maml"), commands.Select(Command)));

    private static XElement Command(CommandHelp help)
    {
        string[] words = help.Name.Split('-', 2);
        return new XElement(
            s_command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", s_maml),
            new XAttribute(XNamespace.Xmlns + "command", s_command),
            new XAttribute(XNamespace.Xmlns + "dev", s_dev),
            new XElement(
                s_command + "details",
                new XElement(s_command + "name", help.Name),
                new XElement(s_command + "verb", words[0]),
                new XElement(s_command + "noun", words[^1]),
                Description([help.Synopsis])),
            Description(help.Description),
            new XElement(s_command + "syntax", help.Syntax.Select(set => new XElement(
                s_command + "syntaxItem",
                new XElement(s_maml + "name", help.Name),
                set.Parameters.Select(static p => Parameter(p.Parameter, p.Traits, isSyntax: true))))),
            new XElement(s_command + "parameters", help.Parameters.Select(static p => Parameter(p, p.Traits[0], isSyntax: false))),
            new XElement(s_command + "inputTypes", help.Inputs.Select(static t => new XElement(s_command + "inputType", Type(t.Name), Description(t.Description)))),
            new XElement(s_command + "returnValues", help.Outputs.Select(static t => new XElement(s_command + "returnValue", Type(t.Name), Description(t.Description)))),
            new XElement(s_maml + "alertSet", new XElement(s_maml + "alert", Paragraphs(help.Notes))),
            // The empty paragraph separates the next title.
            new XElement(s_command + "examples", help.Examples.Select(static e => new XElement(
                s_command + "example",
                new XElement(s_maml + "title", Rule(e.Title)),
                new XElement(s_dev + "code", e.Code),
                new XElement(s_dev + "remarks", Paragraphs([.. e.Remarks, ""]))))),
            new XElement(s_command + "relatedLinks", help.Links.Select(Link)));
    }

    private static XElement Parameter(ParameterHelp parameter, ParameterTraits traits, bool isSyntax)
    {
        bool isSwitch = traits.Type == "SwitchParameter";
        XElement? value = isSwitch && isSyntax ? null : new XElement(
            s_command + "parameterValue",
            new XAttribute("required", Text(!isSwitch)),
            new XAttribute("variableLength", "false"),
            traits.Type);

        // In the syntax, {Full | NoBuilds | History} is more informative than the name of the type.
        XElement? choice = !isSyntax || traits.AcceptedValues.Count == 0 ? null : new XElement(
            s_command + "parameterValueGroup",
            traits.AcceptedValues.Select(static v => new XElement(
                s_command + "parameterValue", new XAttribute("required", "false"), new XAttribute("variableLength", "false"), v)));

        return new XElement(
            s_command + "parameter",
            new XAttribute("required", Text(traits.Required)),
            new XAttribute("variableLength", "true"),
            new XAttribute("globbing", Text(traits.Wildcards)),
            new XAttribute("pipelineInput", traits.PipelineInput),
            new XAttribute("position", traits.Position.ToLowerInvariant()),
            new XAttribute("aliases", traits.Aliases.Count == 0 ? "none" : string.Join(", ", traits.Aliases)),
            new XElement(s_maml + "name", parameter.Name),
            Description(parameter.Description),
            choice,
            value,
            Type(traits.Type),
            new XElement(s_dev + "defaultValue", traits.Default));
    }

    private static XElement Type(string name) => new(s_dev + "type", new XElement(s_maml + "name", name), new XElement(s_maml + "uri"));

    /// <summary>
    /// Get-Help -Online opens the first address, which must be the cmdlet's page; other addresses are written as text.
    /// </summary>
    private static XElement Link(LinkHelp link) => new(
        s_maml + "navigationLink",
        new XElement(s_maml + "linkText", link.Address is null ? link.Text : $"{link.Text}: {link.Address}"),
        new XElement(s_maml + "uri"));

    private static XElement Description(IReadOnlyList<string> paragraphs) => new(s_maml + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IReadOnlyList<string> paragraphs) => paragraphs.Select(static p => new XElement(s_maml + "para", p));

    /// <summary>Formats the title as in PowerShell's own help, centered in a line.</summary>
    private static string Rule(string title)
    {
        int dashes = Math.Max(2, (62 - title.Length) / 2);
        return new string('-', dashes) + " " + title + " " + new string('-', dashes);
    }

    private static string Text(bool value) => value ? "true" : "false";
}
