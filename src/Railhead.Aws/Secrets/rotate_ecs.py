def replace_tasks(moment, context, until_gone):
    """Starts a deployment of the running release, unless all tasks started after the moment."""
    started = False
    while has_tasks_from_before(moment):
        if started and not until_gone:
            return
        if not started and not is_deploying():
            ecs.update_service(cluster=CLUSTER, service=SERVICE, forceNewDeployment=True)
            started = True
            continue
        pause(context, 15, "Some tasks still use the previous password; a deployment is replacing them.")


def has_tasks_from_before(moment):
    if not deployed():
        return False
    for page in ecs.get_paginator("list_tasks").paginate(cluster=CLUSTER, serviceName=SERVICE):
        if page["taskArns"]:
            tasks = ecs.describe_tasks(cluster=CLUSTER, tasks=page["taskArns"])["tasks"]
            if any(task["createdAt"] <= moment for task in tasks):
                return True
    return False


def deployed():
    """Before the first deployment only the placeholder runs, which does not use the database."""
    service = ecs.describe_services(cluster=CLUSTER, services=[SERVICE])["services"][0]
    return service["taskDefinition"] != os.environ["PLACEHOLDER"]


def is_deploying():
    """Another deployment is running. Its tasks may be new enough."""
    return bool(
        ecs.list_service_deployments(
            cluster=CLUSTER,
            service=SERVICE,
            status=["PENDING", "IN_PROGRESS", "STOP_REQUESTED", "ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS"],
        )["serviceDeployments"]
    )


