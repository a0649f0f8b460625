"""The rotation's function with AWS played by a few dictionaries. Run by RotationTests.cs, for the engine that ENGINE names."""

import datetime
import importlib.util
import json
import os
import sys
import types
import unittest

ECS = os.environ["ENGINE"] == "ecs"
NOW = datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.timezone.utc)


def ago(minutes):
    return NOW - datetime.timedelta(minutes=minutes)


class NotFound(Exception):
    pass


class Busy(Exception):
    pass


class Aws:
    """Secrets Manager, ECS and CodeDeploy, as far as the function asks them."""

    def __init__(self):
        self.exceptions = types.SimpleNamespace(ResourceNotFoundException=NotFound, DeploymentLimitExceededException=Busy)
        self.versions = {"one": json.dumps({"username": "shop_a", "password": "old", "host": "db", "port": "5432", "dbname": "shop"})}
        self.stages = {"one": ["AWSCURRENT"]}
        self.created = {"one": ago(50000)}
        self.rotated = None
        self.changed = ago(50000)
        self.exit_code = 0
        self.task_runs = []
        self.tasks = {"t1": ago(1000), "t2": ago(1000)}
        self.deployments = []
        self.released = True
        self.busy = 0
        self.replaces = True

    # Secrets Manager
    def describe_secret(self, SecretId):
        found = {"VersionIdsToStages": {k: list(v) for k, v in self.stages.items() if v}, "LastChangedDate": self.changed}
        return found | ({"LastRotatedDate": self.rotated} if self.rotated else {})

    def get_secret_value(self, SecretId, VersionStage, VersionId=None):
        for version, stages in self.stages.items():
            if VersionStage in stages and VersionId in (None, version) and version in self.versions:
                return {"SecretString": self.versions[version]}
        raise NotFound()

    def get_random_password(self, PasswordLength, ExcludePunctuation):
        assert ExcludePunctuation
        return {"RandomPassword": f"new{len(self.versions)}".ljust(PasswordLength, "x")}

    def put_secret_value(self, SecretId, ClientRequestToken, SecretString, VersionStages):
        self.versions[ClientRequestToken] = SecretString
        self.stages[ClientRequestToken] = VersionStages
        self.created[ClientRequestToken] = NOW

    def update_secret_version_stage(self, SecretId, VersionStage, MoveToVersionId, RemoveFromVersionId):
        assert MoveToVersionId != RemoveFromVersionId
        self.stages[RemoveFromVersionId] = ["AWSPREVIOUS"]
        self.stages[MoveToVersionId] = ["AWSCURRENT", "AWSPENDING"]
        self.changed = NOW

    # ECS
    def run_task(self, **request):
        self.task_runs.append(request)
        return {"tasks": [{"taskArn": "role-task"}], "failures": []}

    def describe_tasks(self, cluster, tasks):
        if tasks == ["role-task"]:
            return {"tasks": [{"lastStatus": "STOPPED", "stoppedReason": "Essential container exited", "containers": [{"exitCode": self.exit_code}]}]}
        return {"tasks": [{"createdAt": self.tasks[task]} for task in tasks]}

    def describe_services(self, cluster, services):
        balancer = [{"containerName": "nginx", "containerPort": 80}]
        capacity = [{"capacityProvider": "FARGATE", "base": 1, "weight": 1}, {"capacityProvider": "FARGATE_SPOT", "weight": 4}]
        if ECS:
            return {"services": [{"taskDefinition": "shop:8" if self.released else "shop:1"}]}
        return {"services": [{"taskSets": [
            {"status": "ACTIVE", "taskDefinition": "shop:7"},
            {"status": "PRIMARY", "taskDefinition": "shop:8", "loadBalancers": balancer, "capacityProviderStrategy": capacity,
             "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-3"], "securityGroups": ["sg-1"], "assignPublicIp": "DISABLED"}}},
        ]}]}

    def list_service_deployments(self, cluster, service, status):
        assert {"PENDING", "IN_PROGRESS"} < set(status) and not {"SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"} & set(status)
        return {"serviceDeployments": [{"status": "IN_PROGRESS"}] if self.busy else []}

    def update_service(self, **request):
        # ECS would cancel the deployment that is running.
        assert not self.busy
        self.deployments.append(request)

    def get_paginator(self, name):
        pages = {
            "list_tasks": lambda **_: [{"taskArns": list(self.tasks)}, {"taskArns": []}],
            "list_secret_version_ids": lambda **_: [{"Versions": [
                {"VersionId": v, "VersionStages": s, "CreatedDate": self.created[v]} for v, s in self.stages.items()]}],
        }
        return types.SimpleNamespace(paginate=pages[name])

    # CodeDeploy
    def list_deployments(self, applicationName, deploymentGroupName, includeOnlyStatuses):
        return {"deployments": ["d-0"] if self.released else []}

    def create_deployment(self, **request):
        if self.busy:
            raise Busy()
        self.deployments.append(request)

    # Time passes for all of them.
    def sleep(self, seconds):
        self.slept = getattr(self, "slept", 0) + seconds
        self.busy = max(0, self.busy - 1)
        if self.deployments and self.replaces:
            self.tasks = {"t3": NOW + datetime.timedelta(minutes=1)}


class Context:
    def __init__(self, aws):
        self.aws = aws

    def get_remaining_time_in_millis(self):
        return 900_000 - getattr(self.aws, "slept", 0) * 1000


class RotationTest(unittest.TestCase):
    def setUp(self):
        self.aws = Aws()
        engine = {"PLACEHOLDER": "shop:1"} if ECS else {"APPLICATION": "shop", "DEPLOYMENT_GROUP": "shop"}
        os.environ.update(CLUSTER="shop", SERVICE="shop", USERS="shop_a shop_b", TASK_FAMILY="shop-database-role-pending", SUBNETS="s-1,s-2",
                          SECURITY_GROUP="sg-1", **engine)
        clients = {"secretsmanager", "ecs"} | (set() if ECS else {"codedeploy"})
        sys.modules["boto3"] = types.SimpleNamespace(client=lambda name: {one: self.aws for one in clients}[name])
        spec = importlib.util.spec_from_file_location("rotate", os.environ["ROTATE"])
        self.rotate = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.rotate)
        self.rotate.time = types.SimpleNamespace(sleep=self.aws.sleep)

    def step(self, *names, token="two"):
        for name in names:
            self.rotate.handler({"Step": name, "SecretId": "database", "ClientRequestToken": token}, Context(self.aws))

    def rotation(self, token="two"):
        self.step("createSecret", "setSecret", "testSecret", "finishSecret", token=token)

    def current(self):
        return json.loads(self.aws.get_secret_value("database", "AWSCURRENT")["SecretString"])

    def test_the_other_user_gets_a_new_password_and_what_runs_is_deployed_again(self):
        self.rotation()
        self.assertEqual({"username": "shop_b", "host": "db", "port": "5432", "dbname": "shop"}, {k: v for k, v in self.current().items() if k != "password"})
        self.assertRegex(self.current()["password"], "^[A-Za-z0-9]{32}$")
        self.assertEqual("shop-database-role-pending", self.aws.task_runs[0]["taskDefinition"])
        self.assertEqual(1, len(self.aws.deployments))
        self.assertEqual(0, getattr(self.aws, "slept", 0), "a deployment takes longer than a function may")

    @unittest.skipUnless(ECS, "of the engine ecs")
    def test_the_service_is_deployed_again_as_it_is(self):
        self.rotation()
        self.assertEqual([{"cluster": "shop", "service": "shop", "forceNewDeployment": True}], self.aws.deployments)

    @unittest.skipIf(ECS, "of the engine codedeploy")
    def test_the_deployment_has_the_network_and_the_capacity_of_the_tasks_that_run(self):
        self.rotation()
        content = self.aws.deployments[0]["revision"]["appSpecContent"]["content"]
        properties = json.loads(content)["Resources"][0]["TargetService"]["Properties"]
        self.assertEqual("shop:8", properties["TaskDefinition"])
        self.assertEqual({"ContainerName": "nginx", "ContainerPort": 80}, properties["LoadBalancerInfo"])
        self.assertEqual([{"CapacityProvider": "FARGATE", "Base": 1, "Weight": 1}, {"CapacityProvider": "FARGATE_SPOT", "Base": 0, "Weight": 4}],
                         properties["CapacityProviderStrategy"])
        self.assertEqual({"AwsvpcConfiguration": {"Subnets": ["subnet-3"], "SecurityGroups": ["sg-1"], "AssignPublicIp": "DISABLED"}},
                         properties["NetworkConfiguration"])

    def test_the_next_rotation_goes_back_to_the_first_user(self):
        self.rotation()
        self.aws.rotated, self.aws.tasks = NOW, {"t4": NOW + datetime.timedelta(minutes=5)}
        self.rotation(token="three")
        self.assertEqual("shop_a", self.current()["username"])

    def test_every_step_can_be_repeated(self):
        for name in ["createSecret", "setSecret", "testSecret", "finishSecret"]:
            self.step(name, name)
        self.assertEqual(2, len(self.aws.versions))
        self.assertEqual("shop_b", self.current()["username"])
        before = len(self.aws.deployments)
        self.aws.tasks = {"t3": NOW + datetime.timedelta(minutes=1)}
        self.rotation()
        self.assertEqual((2, before), (len(self.aws.versions), len(self.aws.deployments)))

    def test_a_task_that_fails_leaves_the_current_version(self):
        self.aws.exit_code = 2
        self.step("createSecret")
        with self.assertRaisesRegex(RuntimeError, "ended with exit code 2: Essential container exited"):
            self.step("setSecret")
        self.assertEqual("shop_a", self.current()["username"])

    def test_a_task_that_never_started_is_a_failure(self):
        self.aws.exit_code = None
        self.step("createSecret")
        with self.assertRaises(RuntimeError):
            self.step("setSecret")

    def test_nothing_changes_under_tasks_that_still_use_the_other_user(self):
        self.aws.created["one"] = ago(10)
        self.aws.replaces = False
        with self.assertRaises(TimeoutError):
            self.step("createSecret")
        self.assertEqual(["one"], list(self.aws.versions))
        self.assertEqual(1, len(self.aws.deployments))

    def test_it_waits_for_the_deployment_that_replaces_them(self):
        self.aws.created["one"] = ago(10)
        self.step("createSecret")
        self.assertEqual("shop_b", json.loads(self.aws.versions["two"])["username"])

    def test_it_waits_for_a_deployment_that_runs(self):
        self.step("createSecret", "setSecret")
        self.aws.busy = 3
        self.step("finishSecret")
        self.assertEqual(1, len(self.aws.deployments))

    def test_a_deployment_that_does_not_end_is_said_and_made_up_for_later(self):
        self.step("createSecret", "setSecret")
        self.aws.busy = 10_000
        with self.assertRaises(TimeoutError):
            self.step("finishSecret")
        self.aws.busy = self.aws.slept = 0
        self.step("finishSecret")
        self.assertEqual(1, len(self.aws.deployments))

    def test_before_the_first_deployment_there_is_nothing_to_deploy(self):
        self.aws.released = False
        self.rotation()
        self.assertEqual(([], "shop_b"), (self.aws.deployments, self.current()["username"]))

    def test_switching_rotation_on_only_tests(self):
        self.step("testSecret", token="probe")
        self.assertEqual(([], ["one"]), (self.aws.task_runs, list(self.aws.versions)))

    def test_a_version_that_is_not_pending_is_refused(self):
        with self.assertRaisesRegex(RuntimeError, "not AWSPENDING"):
            self.step("setSecret", token="other")

    def test_no_password_is_in_an_error_or_a_request(self):
        self.step("createSecret", "setSecret", "finishSecret")
        password = self.current()["password"]
        self.assertNotIn(password, json.dumps([self.aws.task_runs, self.aws.deployments]))


if __name__ == "__main__":
    unittest.main()
