namespace Railhead.Model;

/// <summary>The service of AWS that moves traffic to new tasks.</summary>
public enum DeploymentEngine
{
    /// <summary>AWS CodeDeploy.</summary>
    Codedeploy,

    /// <summary>ECS itself.</summary>
    Ecs,
}
