namespace Railhead.Model;

sealed record ShowComponents(
    Network Network,
    LoadBalancing LoadBalancing,
    Services Services,
    Database? Database,
    Storage Storage,
    Secrets Secrets,
    Identity Identity,
    Pipeline Pipeline,
    Observability Observability,
    Cost Cost
);
