using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace CondaEnv.Tests.Architecture;

/// <summary>
/// Which types of an assembly name which others: base types, interfaces, fields, signatures, locals, instructions,
/// attributes, generic arguments and constraints. A nested type counts with the outermost one, and so does what the
/// compiler makes of lambdas and iterators.
/// </summary>
internal sealed class TypeGraph
{
    private readonly HashSet<(string From, string ToAssembly, string To)> _edges = [];
    private readonly string _assembly;
    private string _from = "";

    private TypeGraph(ModuleDefinition module) => _assembly = module.Assembly.Name.Name;

    /// <summary>The edges, by full names as in metadata; the second is the assembly of the third.</summary>
    public IReadOnlyCollection<(string From, string ToAssembly, string To)> Edges => _edges;

    /// <summary>Types at the top level that were written by hand.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>Reads an assembly. The arguments of PowerShell's attributes are read with its contract for 5.1.</summary>
    public static TypeGraph Read(string file)
    {
        using DefaultAssemblyResolver resolver = new();
        resolver.AddSearchDirectory(Repository.Metadata("PowerShellContract"));
        using ModuleDefinition module = ModuleDefinition.ReadModule(file, new ReaderParameters { AssemblyResolver = resolver });
        TypeDefinition[] types = [.. module.Types.Where(static t => !IsMadeByCompiler(t))];
        TypeGraph graph = new(module) { Types = [.. types.Select(static t => t.FullName)] };
        foreach (TypeDefinition type in types)
        {
            graph._from = type.FullName;
            graph.Visit(type);
        }

        return graph;
    }

    /// <summary>All types in signatures that other assemblies can see, with the member that has them.</summary>
    public static IReadOnlyList<(string Member, string Assembly, string Type)> PublicSignatures(string file)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(file);
        List<(string, string, string)> found = [];
        foreach (TypeDefinition type in module.GetTypes().Where(IsVisible))
        {
            TypeGraph graph = new(module) { Types = [] };
            void Take(string member)
            {
                found.AddRange(graph._edges.Select(e => (member, e.ToAssembly, e.To)));
                graph._edges.Clear();
            }

            graph.Add(type.BaseType);
            graph.AddAll(type.Interfaces.Select(static i => i.InterfaceType));
            graph.Constraints(type);
            Take(type.FullName);
            foreach (FieldDefinition field in type.Fields.Where(static f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
            {
                graph.Add(field.FieldType);
                Take(field.FullName);
            }

            foreach (MethodDefinition method in type.Methods.Where(static m => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly))
            {
                graph.Method(method);
                graph.Constraints(method);
                Take(method.FullName);
            }
        }

        return found;
    }

    private static bool IsVisible(TypeDefinition type) =>
        type.IsNested ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamilyOrAssembly) && IsVisible(type.DeclaringType) : type.IsPublic;

    private static bool IsMadeByCompiler(TypeDefinition type) =>
        type.Name.Contains('<', StringComparison.Ordinal) || type.CustomAttributes.Any(static a => a.AttributeType.Name == "CompilerGeneratedAttribute");

    private void Visit(TypeDefinition type)
    {
        Add(type.BaseType);
        AddAll(type.Interfaces.Select(static i => i.InterfaceType));
        AddAll(type.Fields.Select(static f => f.FieldType));
        Constraints(type);
        Attributes(type);
        foreach (ICustomAttributeProvider member in type.Fields.Concat<ICustomAttributeProvider>(type.Properties).Concat(type.Events).Concat(type.GenericParameters))
        {
            Attributes(member);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            Method(method);
            Constraints(method);
            Attributes(method);
            Attributes(method.MethodReturnType);
            foreach (ParameterDefinition parameter in method.Parameters)
            {
                Attributes(parameter);
            }

            AddAll(method.Overrides.Select(static o => o.DeclaringType));
            if (method.HasBody)
            {
                Body(method.Body);
            }
        }

        foreach (TypeDefinition nested in type.NestedTypes)
        {
            Visit(nested);
        }
    }

    private void Body(MethodBody body)
    {
        AddAll(body.Variables.Select(static v => v.VariableType));
        AddAll(body.ExceptionHandlers.Select(static h => h.CatchType));
        foreach (Instruction instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case IMethodSignature signature:
                    Method(signature);
                    break;
                case FieldReference field:
                    Add(field.DeclaringType);
                    Add(field.FieldType);
                    break;
                case TypeReference type:
                    Add(type);
                    break;
            }
        }
    }

    private void Method(IMethodSignature method)
    {
        Add(method.ReturnType);
        AddAll(method.Parameters.Select(static p => p.ParameterType));
        if (method is MethodReference reference)
        {
            Add(reference.DeclaringType);
        }

        if (method is GenericInstanceMethod generic)
        {
            AddAll(generic.GenericArguments);
        }
    }

    private void Constraints(IGenericParameterProvider provider) =>
        AddAll(provider.GenericParameters.SelectMany(static p => p.Constraints).Select(static c => c.ConstraintType));

    private void Attributes(ICustomAttributeProvider provider)
    {
        foreach (CustomAttribute attribute in provider.CustomAttributes)
        {
            Add(attribute.AttributeType);
            foreach (CustomAttributeArgument argument in attribute.ConstructorArguments.Concat(attribute.Properties.Concat(attribute.Fields).Select(static a => a.Argument)))
            {
                Argument(argument);
            }
        }
    }

    private void Argument(CustomAttributeArgument argument)
    {
        Add(argument.Type);
        switch (argument.Value)
        {
            case TypeReference type:
                Add(type);
                break;
            case CustomAttributeArgument boxed:
                Argument(boxed);
                break;
            case CustomAttributeArgument[] items:
                foreach (CustomAttributeArgument item in items)
                {
                    Argument(item);
                }

                break;
        }
    }

    private void AddAll(IEnumerable<TypeReference?> types)
    {
        foreach (TypeReference? type in types)
        {
            Add(type);
        }
    }

    private void Add(TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                AddAll(generic.GenericArguments);
                break;
            case IModifierType modified:
                Add(modified.ModifierType);
                break;
            case FunctionPointerType pointer:
                Method(pointer);
                return;
        }

        if (type is TypeSpecification specification)
        {
            Add(specification.ElementType);
            return;
        }

        TypeReference outer = type;
        while (outer.DeclaringType is not null)
        {
            outer = outer.DeclaringType;
        }

        string assembly = outer.Scope is AssemblyNameReference other ? other.Name : _assembly;
        if (outer.FullName != _from || assembly != _assembly)
        {
            _edges.Add((_from, assembly, outer.FullName));
        }
    }
}
