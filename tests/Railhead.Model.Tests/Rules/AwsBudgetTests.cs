using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.Model.Tests;

/// <summary>Numbers and sizes that AWS refuses: a warning of check, an error of synth.</summary>
public class AwsBudgetTests
{
    [Fact]
    public void An_ordinary_app_with_many_variables_and_secrets_fits() => Assert.Equal("", Refused(Variables(40, 40) + Secrets(20)));

    [Fact]
    public void A_hundred_secrets_fit() => Assert.Equal("", Refused(Secrets(100)));

    [Fact]
    public void Variables_that_fill_Parameter_Store_even_compressed_are_said_with_their_size()
    {
        var more = Variables(12, 1000);
        Assert.Equal("RH1505", Refused(more));
        var finding = Assert.Single(Read.Result(more).RefusedByAws());
        Assert.Equal((Severity.Warning, 3), (finding.Severity, finding.Line));
        Assert.Contains("AWS takes 8192: env has 12", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_definition_above_the_limit_of_ECS_is_refused_although_it_compresses_well() =>
        Assert.Equal("RH1505", Refused(Variables(70, _ => new string('a', 1000))));

    [Theory]
    [InlineData(20, "")]
    [InlineData(90, "RH1505")]
    public void The_policy_of_the_tasks_names_each_bucket(int buckets, string codes) =>
        Assert.Equal(
            codes,
            Refused(
                $"storage: {{ buckets: {{ {string.Join(", ", Enumerable.Range(0, buckets).Select(i => $"bucket-with-a-name{i}: {{}}"))} }} }}\n"
            )
        );

    [Theory]
    [InlineData("database: { version: 13 }", "RH1406")]
    [InlineData("database: { version: 14 }", "")]
    [InlineData("database: { version: 18 }", "")]
    [InlineData("environments: { local: { database: { version: 13 } } }", "")]
    [InlineData("environments: { eu: { domain: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaa.example } }", "RH1503")]
    [InlineData("environments: { eu: { domain: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaa.example } }", "")]
    public void Values_at_the_edge_are_held_against_AWS(string line, string codes) => Assert.Equal(codes, Refused(line + "\n"));

    [Fact]
    public void Synth_refuses_what_check_warns_of()
    {
        var result = Read.Result("database: { version: 13 }\n", "production");
        Assert.Equal(Severity.Warning, Assert.Single(result.RefusedByAws()).Severity);
        Assert.Equal(Severity.Error, Assert.Single(result.RefusedByAws("production")).Severity);
    }

    [Theory]
    [InlineData("domain: a.example\nenvironments: { staging: {}, production: {} }", "RH1504")]
    [InlineData("environments: { eu: { domain: a.example }, us: { domain: a.example } }", "RH1504")]
    [InlineData("domain: a.example\nenvironments: { staging: { domain: null }, production: {} }", "")]
    [InlineData("domain: a.example\nenvironments: { local: {}, production: {} }", "")]
    [InlineData("environments: { eu: { domain: eu.example }, us: { domain: us.example } }", "")]
    public void A_domain_belongs_to_one_environment(string lines, string codes) => Assert.Equal(codes, Read.Codes(lines + "\n"));

    /// <summary>Staging and production need no declaration; only the Terraform shows that both are used.</summary>
    [Theory]
    [InlineData("domain: a.example", "RH1504", "RH1504")]
    [InlineData("domain: a.example\nenvironments: { staging: {} }", "RH1504", "RH1504")]
    [InlineData("domain: a.example\nenvironments: { local: { domain: null } }", "RH1504", "RH1504")]
    [InlineData("domain: a.example\nenvironments: { eu: {}, staging: { domain: null } }", "RH1504", "")]
    [InlineData("domain: a.example\nenvironments: { staging: { domain: null } }", "", "")]
    [InlineData("environments: { production: { domain: a.example } }", "", "")]
    [InlineData("environments: { production: { domain: a.example }, local: { domain: a.example } }", "", "")]
    public void A_domain_that_undeclared_environments_share_is_a_warning_until_both_have_Terraform(
        string lines,
        string warned,
        string refused
    )
    {
        var result = Read.Result(lines + "\n", "production");
        Assert.Empty(result.Findings);
        Assert.Equal(warned, string.Join(' ', result.RefusedByAws().Select(f => f.Code).Distinct()));
        Assert.All(result.RefusedByAws(), finding => Assert.Equal(Severity.Warning, finding.Severity));
        Assert.Empty(result.RefusedByAws("production", "production", "account"));
        var errors = result.RefusedByAws("production", "production", "account", "staging");
        Assert.Equal(refused, string.Join(' ', errors.Select(f => f.Code)));
        Assert.All(errors, finding => Assert.Equal(Severity.Error, finding.Severity));
    }

    [Theory]
    [InlineData(20, 100)]
    [InlineData(20000, 65536)]
    [InlineData(59578, 65536)]
    [InlineData(59579, null)]
    [InlineData(65536, null)]
    public void Storage_grows_where_RDS_has_room_for_it(int storage, int? most) =>
        Assert.Equal(
            most,
            Read.Architecture(string.Create(CultureInfo.InvariantCulture, $"database: {{ storage: {storage} }}\n")).Database!.MaxStorage
        );

    static string Refused(string more) => string.Join(' ', Read.Result(more).RefusedByAws().Select(f => f.Code).Distinct());

    /// <summary>Values without a pattern, which compress badly.</summary>
    static string Variables(int count, int length) => Variables(count, i => Noise(i, length));

    static string Variables(int count, Func<int, string> value) =>
        $"env: {{ {string.Join(", ", Enumerable.Range(0, count).Select(i => $"VARIABLE_{i}: {value(i)}"))} }}\n";

    static string Secrets(int count) => $"secrets: [{string.Join(", ", Enumerable.Range(0, count).Select(i => $"SECRET_NUMBER_{i}"))}]\n";

    static string Noise(int seed, int length) =>
        "x"
        + string.Concat(
            Enumerable
                .Range(0, 1 + (length / 64))
                .Select(i => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{i}"))))
        )[..(length - 1)];
}
