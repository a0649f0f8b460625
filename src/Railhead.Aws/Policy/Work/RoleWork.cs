namespace Railhead.Aws;

/// <summary>The work that a service does with a role of a resource.</summary>
/// <param name="Type">Terraform's type of the resource.</param>
/// <param name="Attribute">The attribute that names the role; in blocks, their names lead to it.</param>
/// <param name="Service">The service that takes the role.</param>
/// <param name="Actions">The actions that it needs at least, by the page of <paramref name="Source"/>.</param>
/// <param name="Source">The page of AWS's documentation.</param>
sealed record RoleWork(
    string Type,
    string Attribute,
    string Service,
    Func<PolicyPlan, PolicyResource, IEnumerable<string>> Actions,
    string Source
);
