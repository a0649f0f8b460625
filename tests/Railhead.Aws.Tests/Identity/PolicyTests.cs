using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

public sealed partial class PolicyTests
{
    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    public void No_role_may_do_everything_and_what_reaches_everything_says_why(string blueprint, string environment)
    {
        var lines = Identity(blueprint, environment).Split('\n');
        Assert.Contains(lines, line => line.Contains("[\"*\"]", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("actions ", StringComparison.Ordinal));
        Assert.DoesNotMatch("actions += .*\\*", string.Join('\n', lines));
        for (var i = 0; i < lines.Length; i++)
        {
            var reaches =
                lines[i].Contains("[\"*\"]", StringComparison.Ordinal) ? "resource"
                : OtherAccount().IsMatch(lines[i]) ? "account"
                : null;
            if (reaches is null)
            {
                continue;
            }

            var start = i;
            while (!lines[start].TrimEnd().EndsWith("statement {", StringComparison.Ordinal))
            {
                start--;
            }

            Assert.StartsWith($"# Any {reaches}: ", lines[start - 1].Trim(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    public void Buckets_secrets_and_keys_are_the_ones_that_are_made(string blueprint, string environment)
    {
        var text = Identity(blueprint, environment);
        Assert.Contains("aws_s3_bucket.", text, StringComparison.Ordinal);
        Assert.Contains("aws_secretsmanager_secret.", text, StringComparison.Ordinal);
        Assert.Contains("aws_kms_key.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("arn:aws:s3", text, StringComparison.Ordinal);
        // The app's own secrets are one path, so that any number of them fits into a policy.
        var others = text.Replace($":secret:shop/{environment}/app/*", "", StringComparison.Ordinal);
        Assert.DoesNotContain(":secret:", others, StringComparison.Ordinal);
        Assert.DoesNotContain(":kms:", text, StringComparison.Ordinal);
        Assert.DoesNotContain("kms:ResourceAliases", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_administrators_password_is_for_one_role_alone()
    {
        var documents = DocumentPattern()
            .Matches(Identity("everything", "production"))
            .ToDictionary(match => match.Groups[1].Value, match => match.Value);
        Assert.Equal(
            ["database_role"],
            documents
                .Where(document => document.Value.Contains("aws_secretsmanager_secret.database_admin", StringComparison.Ordinal))
                .Select(document => document.Key)
        );
    }

    [Fact]
    public void A_copy_is_written_with_the_key_of_its_region()
    {
        var text = Identity("minimal", "production");
        Assert.Contains("aws_s3_bucket.files_copy.arn", text, StringComparison.Ordinal);
        Assert.Contains("aws_kms_key.copy.arn", text, StringComparison.Ordinal);
    }

    static string Identity(string blueprint, string environment) =>
        IdentityFile.Write(Blueprints.Architecture(blueprint, environment)).Text;

    /// <summary>An ARN in whose fifth part there is something else than this account's number.</summary>
    [GeneratedRegex("\"arn:[^:]+:(?!s3:)[^:]*:[^:]*:(?!\\$\\{local\\.account_id\\}:)")]
    private static partial Regex OtherAccount();

    [GeneratedRegex("^data \"aws_iam_policy_document\" \"(\\w+)\" \\{\n.*?^\\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex DocumentPattern();
}
