using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Linq.Expressions;
using System.Reflection;
using System.Threading.Tasks;
using FsCheck;
using FsCheck.Xunit;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace CondaEnv.WindowsRunner;

/// <summary>
/// One fact or theory. It is called through compiled code: exceptions that pass through <see cref="MethodBase.Invoke(object, object[])"/>
/// hang under Wine.
/// </summary>
internal sealed class TestMethod
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    private const string DynamicSkip = "$XunitDynamicSkip$";
    private readonly MethodInfo _method;
    private readonly IFactAttribute _fact;

    private TestMethod(Type type, MethodInfo method, IFactAttribute fact)
    {
        Class = type;
        _method = method;
        _fact = fact;
    }

    public Type Class { get; }

    /// <summary>All tests of an assembly, by class and name.</summary>
    public static IEnumerable<TestMethod> In(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type.IsClass && !type.IsAbstract
        orderby type.FullName
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
        let fact = method.GetCustomAttributes().OfType<IFactAttribute>().FirstOrDefault()
        where fact is not null
        orderby method.Name
        select new TestMethod(type, method, fact);

    /// <summary>Runs the test once, or once for each row of its data.</summary>
    /// <param name="without">Name of the trait whose tests are left out; its value is the reason. Null to leave out nothing.</param>
    public IEnumerable<TestResult> Run(string? without)
    {
        string name = $"{Class.FullName}.{_method.Name}";
        if (_fact.Skip is { } reason)
        {
            return [new TestResult(name, TestOutcome.Skipped, reason)];
        }

        if (_fact is not ITheoryAttribute)
        {
            return [RunOnce(name, [], Excluded(without, Traits()))];
        }

        List<TestResult> results = [];
        try
        {
            foreach ((ITheoryDataRow row, IDataAttribute source) in Rows())
            {
                object?[] arguments = row.GetData();
                string call = $"{name}({string.Join(", ", arguments.Select(Show))})";
                results.Add((row.Skip ?? source.Skip) is { } skip
                    ? new TestResult(call, TestOutcome.Skipped, skip)
                    : RunOnce(call, arguments, Excluded(without, Traits().Concat(Traits(row.Traits)).Concat(Pairs(source.Traits)))));
            }
        }
        catch (Exception e)
        {
            results.Add(Judge(name, e));
        }

        if (results.Count == 0)
        {
            bool mayLack = ((ITheoryAttribute)_fact).SkipTestWithoutData;
            results.Add(new TestResult(name, mayLack ? TestOutcome.Skipped : TestOutcome.Failed, "The theory has no data."));
        }

        return results;
    }

    private IEnumerable<(ITheoryDataRow Row, IDataAttribute Source)> Rows()
    {
        DisposalTracker tracker = new();
        foreach (IDataAttribute source in ExtensibilityPointFactory.GetMethodDataAttributes(_method))
        {
            foreach (ITheoryDataRow row in source.GetData(_method, tracker).AsTask().GetAwaiter().GetResult())
            {
                yield return (row, source);
            }
        }
    }

    private TestResult RunOnce(string name, object?[] arguments, string? excluded)
    {
        if (excluded is not null)
        {
            return new TestResult(name, TestOutcome.Excluded, excluded);
        }

        // Wine sometimes fails to start a process with ERROR_INTERNAL_ERROR, which Windows does not know here.
        TestResult result = Attempt(name, arguments);
        if (result.Outcome != TestOutcome.Failed || !result.Message.Contains("Win32Exception (1359)", StringComparison.Ordinal))
        {
            return result;
        }

        Console.WriteLine($"Again: {name}: {result.Message}");
        return Attempt(name, arguments);
    }

    private TestResult Attempt(string name, object?[] arguments)
    {
        // On a thread of the pool, so that a test that hangs fails and the others still run.
        Task call = Task.Run(() => CallAsync(arguments));
        try
        {
            if (!call.Wait(s_limit))
            {
                return new TestResult(name, TestOutcome.Failed, $"Not done after {s_limit.TotalMinutes} minutes.");
            }

            return new TestResult(name, TestOutcome.Passed);
        }
        catch (AggregateException e) when (e.InnerExceptions.Count == 1)
        {
            return Judge(name, e.InnerException!);
        }
        catch (Exception e)
        {
            return Judge(name, e);
        }
    }

    private async Task CallAsync(object?[] arguments)
    {
        List<object> fixtures = [];
        object? instance = _method.IsStatic ? null : Create(Class, fixtures);
        try
        {
            foreach (IAsyncLifetime life in fixtures.Append(instance).OfType<IAsyncLifetime>())
            {
                await life.InitializeAsync();
            }

            if (_fact is PropertyAttribute)
            {
                Check.Method(Config.QuickThrowOnFailure.WithArbitrary(Arbitraries()), _method, instance);
                return;
            }

            switch (Compile(arguments)(instance))
            {
                case Task task:
                    await task;
                    break;
                case ValueTask task:
                    await task;
                    break;
            }
        }
        finally
        {
            foreach (object? owned in fixtures.Prepend(instance))
            {
                if (owned is IAsyncDisposable later)
                {
                    await later.DisposeAsync();
                }
                else if (owned is IDisposable now)
                {
                    now.Dispose();
                }
            }
        }
    }

    /// <summary>What makes the arguments of a property.</summary>
    private IEnumerable<Type> Arbitraries() =>
        Class.GetCustomAttributes<PropertiesAttribute>().SelectMany(static a => a.Arbitrary ?? []).Concat(((PropertyAttribute)_fact).Arbitrary ?? []);

    /// <summary>An instance of the class; each parameter of its constructor is a fixture of its own.</summary>
    private static object Create(Type type, List<object> fixtures)
    {
        ConstructorInfo constructor = type.GetConstructors().Single();
        Expression[] arguments = [.. constructor.GetParameters().Select(p =>
        {
            object fixture = Create(p.ParameterType, fixtures);
            fixtures.Add(fixture);
            return Expression.Constant(fixture, p.ParameterType);
        })];
        return Expression.Lambda<Func<object>>(Expression.Convert(Expression.New(constructor, arguments), typeof(object))).Compile()();
    }

    private Func<object?, object?> Compile(object?[] arguments)
    {
        ParameterInfo[] parameters = _method.GetParameters();
        object?[] complete = Complete(parameters, arguments);
        ParameterExpression instance = Expression.Parameter(typeof(object));
        Expression call = Expression.Call(
            _method.IsStatic ? null : Expression.Convert(instance, Class),
            _method,
            parameters.Select((p, i) => Expression.Convert(Expression.Constant(Fit(complete[i], p.ParameterType)), p.ParameterType)));
        Expression body = call.Type == typeof(void)
            ? Expression.Block(call, Expression.Constant(null))
            : Expression.Convert(call, typeof(object));
        return Expression.Lambda<Func<object?, object?>>(body, instance).Compile();
    }

    /// <summary>Gathers what belongs to a <c>params</c> array, and fills in defaults.</summary>
    private static object?[] Complete(ParameterInfo[] parameters, object?[] arguments)
    {
        bool gathers = parameters.Length > 0 && parameters[^1].GetCustomAttribute<ParamArrayAttribute>() is not null
            && !(arguments.Length == parameters.Length && arguments[^1]?.GetType() == parameters[^1].ParameterType);
        int plain = gathers ? parameters.Length - 1 : parameters.Length;
        if (arguments.Length > plain && !gathers)
        {
            throw new InvalidOperationException($"The test takes {parameters.Length} arguments, but its data has {arguments.Length}.");
        }

        List<object?> complete = [.. arguments.Take(plain)];
        for (int i = complete.Count; i < plain; i++)
        {
            complete.Add(parameters[i].DefaultValue);
        }

        if (gathers)
        {
            Type element = parameters[^1].ParameterType.GetElementType()!;
            object?[] rest = [.. arguments.Skip(plain)];
            Array gathered = Array.CreateInstance(element, rest.Length);
            for (int i = 0; i < rest.Length; i++)
            {
                gathered.SetValue(Fit(rest[i], element), i);
            }

            complete.Add(gathered);
        }

        return [.. complete];
    }

    private static object? Fit(object? value, Type type)
    {
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        return value is IConvertible && !target.IsInstanceOfType(value) && typeof(IConvertible).IsAssignableFrom(target) && !target.IsEnum
            ? Convert.ChangeType(value, target, CultureInfo.InvariantCulture)
            : value;
    }

    private static TestResult Judge(string name, Exception exception) =>
        exception.Message.StartsWith(DynamicSkip, StringComparison.Ordinal)
            ? new TestResult(name, TestOutcome.Skipped, exception.Message[DynamicSkip.Length..])
            : new TestResult(name, TestOutcome.Failed, exception.ToString());

    private static string? Excluded(string? without, IEnumerable<KeyValuePair<string, string>> traits) =>
        traits.Where(t => t.Key == without).Select(static t => t.Value).FirstOrDefault();

    private IEnumerable<KeyValuePair<string, string>> Traits() =>
        _method.GetCustomAttributes().Concat(Class.GetCustomAttributes()).Concat(Class.Assembly.GetCustomAttributes())
            .OfType<ITraitAttribute>().SelectMany(static t => t.GetTraits());

    private static IEnumerable<KeyValuePair<string, string>> Traits(IReadOnlyDictionary<string, HashSet<string>>? traits) =>
        (traits ?? new Dictionary<string, HashSet<string>>()).SelectMany(static t => t.Value.Select(v => KeyValuePair.Create(t.Key, v)));

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string[]? traits) =>
        (traits ?? []).Chunk(2).Where(static t => t.Length == 2).Select(static t => KeyValuePair.Create(t[0], t[1]));

    private static string Show(object? value) => value is string text ? "\"" + text + "\"" : value?.ToString() ?? "null";
}
