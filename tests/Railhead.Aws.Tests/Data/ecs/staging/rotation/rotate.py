"""Rotates the app's database password. Secrets Manager calls this function four times, once for each step of a rotation.

Two database users alternate. The user of the running tasks keeps its password. The other user gets a new one, and a deployment of the
running release starts tasks that use it. Every step can be repeated. If a rotation stops halfway, the app keeps working, and Secrets
Manager retries it.
"""

import json
import os
import time

import boto3

CLUSTER = os.environ["CLUSTER"]
SERVICE = os.environ["SERVICE"]
USERS = os.environ["USERS"].split()

secrets = boto3.client("secretsmanager")
ecs = boto3.client("ecs")


def handler(event, context):
    STEPS[event["Step"]](event["SecretId"], event["ClientRequestToken"], context)


def create_secret(secret, token, context):
    """Writes the pending version: the other user with a new password."""
    if "AWSCURRENT" in stages(secret).get(token, []):
        return
    try:
        secrets.get_secret_value(SecretId=secret, VersionId=token, VersionStage="AWSPENDING")
        return
    except secrets.exceptions.ResourceNotFoundException:
        pass

    # Tasks older than the last rotation still use the user that gets a new password now. Replace them first.
    replace_tasks(last_change(secret), context, until_gone=True)

    value = json.loads(secrets.get_secret_value(SecretId=secret, VersionStage="AWSCURRENT")["SecretString"])
    value["username"] = USERS[1] if value["username"] == USERS[0] else USERS[0]
    value["password"] = secrets.get_random_password(PasswordLength=32, ExcludePunctuation=True)["RandomPassword"]
    secrets.put_secret_value(
        SecretId=secret, ClientRequestToken=token, SecretString=json.dumps(value), VersionStages=["AWSPENDING"]
    )


def set_secret(secret, token, context):
    """Runs the task of database_role.tf, which sets the password. The task also logs in, so its exit code shows whether that works."""
    found = stages(secret).get(token, [])
    if "AWSCURRENT" in found:
        return
    if "AWSPENDING" not in found:
        raise RuntimeError("The version to rotate to is not AWSPENDING.")

    started = ecs.run_task(
        cluster=CLUSTER,
        taskDefinition=os.environ["TASK_FAMILY"],
        launchType="FARGATE",
        startedBy=f"rotation/{token}"[:36],
        networkConfiguration={
            "awsvpcConfiguration": {
                "subnets": os.environ["SUBNETS"].split(","),
                "securityGroups": [os.environ["SECURITY_GROUP"]],
                "assignPublicIp": "DISABLED",
            }
        },
    )
    if not started["tasks"]:
        raise RuntimeError(f"The task did not start: {started['failures']}")
    task = wait_until_stopped(started["tasks"][0]["taskArn"], context)
    container = task["containers"][0]
    if container.get("exitCode") != 0:
        reason = container.get("reason") or task.get("stoppedReason")
        raise RuntimeError(f"The task ended with exit code {container.get('exitCode')}: {reason}. See its log.")


def test_secret(secret, token, context):
    """Does nothing: the task of the previous step has logged in. Secrets Manager calls only this step when rotation is enabled."""


def finish_secret(secret, token, context):
    """Makes the pending version the current one, and starts a deployment that replaces all tasks."""
    current = next((version for version, labels in stages(secret).items() if "AWSCURRENT" in labels), None)
    if current != token:
        secrets.update_secret_version_stage(
            SecretId=secret, VersionStage="AWSCURRENT", MoveToVersionId=token, RemoveFromVersionId=current
        )
    # This time can be later than the move, but not earlier: at worst there is an unnecessary deployment.
    replace_tasks(secrets.describe_secret(SecretId=secret)["LastChangedDate"], context, until_gone=False)


STEPS = {
    "createSecret": create_secret,
    "setSecret": set_secret,
    "testSecret": test_secret,
    "finishSecret": finish_secret,
}


def stages(secret):
    return secrets.describe_secret(SecretId=secret).get("VersionIdsToStages", {})


def last_change(secret):
    """The time of the last change of the password."""
    rotated = secrets.describe_secret(SecretId=secret).get("LastRotatedDate")
    for page in secrets.get_paginator("list_secret_version_ids").paginate(SecretId=secret):
        for version in page["Versions"]:
            if "AWSCURRENT" in version.get("VersionStages", []):
                return max(version["CreatedDate"], rotated or version["CreatedDate"])
    raise RuntimeError("The secret has no current version.")


def wait_until_stopped(arn, context):
    while True:
        task = ecs.describe_tasks(cluster=CLUSTER, tasks=[arn])["tasks"][0]
        if task["lastStatus"] == "STOPPED":
            return task
        pause(context, 5, "The task is still running.")


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


def pause(context, seconds, what):
    """Waits, unless the function is about to time out."""
    if context.get_remaining_time_in_millis() < (seconds + 15) * 1000:
        raise TimeoutError(f"{what} The rotation continues when Secrets Manager retries it.")
    time.sleep(seconds)
