namespace Railhead.Aws.Tests;

/// <summary>Compares a graph with the table.</summary>
static class Order
{
    /// <summary>Requirements that some order of an apply or a destroy breaks.</summary>
    public static IEnumerable<string> Faults(ResourceGraph graph)
    {
        foreach (var row in OrderTable.All.Where(row => row.AppliesTo(graph)))
        {
            if (!graph.CreatedBefore(row.After).Contains(row.Before))
            {
                yield return $"apply can create {row.After} without {row.Before}: {row.Because} ({row.Source})";
            }
        }

        foreach (var rows in OrderTable.All.Where(row => row.AppliesTo(graph)).GroupBy(row => row.After))
        {
            var left = graph.LeftAtDeletionOf(rows.Key);
            foreach (var row in rows.Where(row => !left.Contains(row.Before)))
            {
                yield return $"destroy can delete {row.Before} before {row.After}: {row.Because} ({row.Source})";
            }
        }

        foreach (var fault in PolicyFaults(graph))
        {
            yield return fault;
        }
    }

    /// <summary>These use their role as soon as they exist, so its policies must be there first, and leave last.</summary>
    static readonly string[] UsersOfRoles =
    [
        "aws_flow_log.",
        "aws_codepipeline.",
        "aws_codedeploy_deployment_group.",
        "aws_lambda_function.",
        "aws_db_instance.main",
        "aws_s3_bucket_replication_configuration.",
    ];

    static IEnumerable<string> PolicyFaults(ResourceGraph graph) =>
        from user in graph.Resources
        where UsersOfRoles.Any(type => user.StartsWith(type, StringComparison.Ordinal))
        from role in graph.NeededBy(user)
        where role.StartsWith("aws_iam_role.", StringComparison.Ordinal)
        let policy = role.Replace("aws_iam_role.", "aws_iam_role_policy.", StringComparison.Ordinal)
        where graph.Has(policy) && !graph.CreatedBefore(user).Contains(policy)
        select $"apply can create {user} before {policy}: it uses the role as soon as it exists";
}
