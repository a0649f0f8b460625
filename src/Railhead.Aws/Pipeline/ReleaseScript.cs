using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>pipeline/release.yml</c> and the script that it runs.</summary>
static class ReleaseScript
{
    public static SynthFile Buildspec { get; } =
        new(
            "pipeline/release.yml",
            """
            version: 0.2

            phases:
              build:
                commands:
                  - bash "$INFRASTRUCTURE/pipeline/release.sh" "$CODEBUILD_SRC_DIR_build/release-taskdef.json"

            """
        );

    public static SynthFile Script(DeploymentEngine engine) =>
        new("pipeline/release.sh", engine == DeploymentEngine.Ecs ? EcsRelease.Script(ByCodeDeploy) : ByCodeDeploy, Executable: true);

    const string ByCodeDeploy = """
        #!/bin/bash
        # Runs the steps before a deployment. One-off tasks create the app's role in the database and run the release command. Then it waits for a
        # deployment that is running, such as that of a rotated password, and marks the images as released, so that ECR keeps them.
        # Usage: release.sh TASKDEF.json (if the file does not exist, there is no release command)
        # pipeline.tf sets REVISION, CLUSTER, SUBNETS, SECURITY_GROUP, DATABASE_ROLE_FAMILY, TIMEOUT, APPLICATION, DEPLOYMENT_GROUP,
        # DEPLOYMENT_TIMEOUT and REPOSITORIES. Needs bash, jq and the AWS CLI.
        set -euo pipefail

        poll=${POLL_SECONDS:-5}
        running=

        say() { printf '%s\n' "$*" >&2; }

        fail() {
          say "$@"
          exit 1
        }

        stop() {
          [ -z "$running" ] || aws ecs stop-task --cluster "$CLUSTER" --task "$running" --reason "$1" >/dev/null || true
        }
        trap 'stop "the pipeline was stopped"; exit 143' INT TERM

        # tasks_of FAMILY: prints the family's running tasks.
        tasks_of() {
          aws ecs list-tasks --cluster "$CLUSTER" --family "$1" --desired-status RUNNING --query taskArns --output text | sed 's/^None$//'
        }

        # wait_for_others FAMILY DEADLINE: waits for a task of an earlier, interrupted run, because two migrations must not run at once.
        wait_for_others() {
          local tasks
          while :; do
            tasks=$(tasks_of "$1")
            [ -n "$tasks" ] || return 0
            [ $SECONDS -lt "$2" ] || fail "Another task of $1 is still running: $tasks"
            say "waiting for another task of $1 to end"
            sleep "$poll"
          done
        }

        # show_log DEFINITION TASK: prints the end of the task's log. DEFINITION is the JSON of its task definition.
        show_log() {
          local group stream
          group=$(jq -r '.containerDefinitions[0].logConfiguration.options["awslogs-group"]' <<<"$1")
          stream=$(jq -r '.containerDefinitions[0] | "\(.logConfiguration.options["awslogs-stream-prefix"])/\(.name)"' <<<"$1")/${2##*/}
          say "-- last log lines ($group, $stream)"
          # The last lines arrive shortly after the task ends.
          sleep "$poll"
          aws logs get-log-events --log-group-name "$group" --log-stream-name "$stream" --limit 100 --output json | jq -r '.events[].message' >&2 ||
            say "(no log)"
        }

        # run DEFINITION SECONDS: runs a task and waits until it ends; fails unless it succeeds. DEFINITION is an ARN or a family.
        run() {
          local deadline=$((SECONDS + $2)) definition family answer task code tasks first
          definition=$(aws ecs describe-task-definition --task-definition "$1" --query taskDefinition --output json)
          family=$(jq -r .family <<<"$definition")
          say "== $family"
          while :; do
            wait_for_others "$family" "$deadline"
            answer=$(aws ecs run-task --cluster "$CLUSTER" --task-definition "$1" --launch-type FARGATE --count 1 --started-by pipeline \
              --output json --network-configuration "awsvpcConfiguration={subnets=[$SUBNETS],securityGroups=[$SECURITY_GROUP],assignPublicIp=DISABLED}")
            running=$(jq -r '.tasks[0].taskArn // ""' <<<"$answer")
            [ -n "$running" ] || fail "Could not start a task of $family: $(jq -r '[.failures[]? | .reason] | join(", ")' <<<"$answer")"
            # A build of a stopped pipeline may have started one at the same moment: the older task stays.
            tasks=$(tasks_of "$family")
            [ "$(wc -w <<<"$tasks")" -gt 1 ] || break
            # shellcheck disable=SC2086
            first=$(aws ecs describe-tasks --cluster "$CLUSTER" --tasks $tasks --query 'sort_by(tasks, &createdAt)[0].taskArn' --output text)
            [ "$first" != "$running" ] || break
            stop "another task of $family was first"
            running=
          done
          while :; do
            task=$(aws ecs describe-tasks --cluster "$CLUSTER" --tasks "$running" --query 'tasks[0]' --output json)
            [ "$(jq -r .lastStatus <<<"$task")" != STOPPED ] || break
            if [ $SECONDS -ge $deadline ]; then
              stop "timed out after $2 seconds"
              show_log "$definition" "$running"
              fail "$family did not finish within $2 seconds and was stopped."
            fi
            sleep "$poll"
          done
          show_log "$definition" "$running"
          running=
          code=$(jq -r '.containers[0].exitCode // ""' <<<"$task")
          [ -n "$code" ] || fail "$family did not start: $(jq -r '[.stoppedReason, .containers[0].reason] | map(select(.)) | join("; ")' <<<"$task")"
          [ "$code" = 0 ] || fail "$family failed with exit code $code. Nothing was deployed; the previous release keeps serving."
          say "$family succeeded"
        }

        # wait_for_deployment: CodeDeploy refuses a second deployment while one is running.
        wait_for_deployment() {
          local deadline=$((SECONDS + DEPLOYMENT_TIMEOUT)) deployments
          while :; do
            deployments=$(aws deploy list-deployments --application-name "$APPLICATION" --deployment-group-name "$DEPLOYMENT_GROUP" \
              --include-only-statuses Created Queued InProgress Baking Ready --query deployments --output text | sed 's/^None$//')
            [ -n "$deployments" ] || return 0
            [ $SECONDS -lt $deadline ] || fail "Another deployment is still running: $deployments. Retry this stage when it has finished."
            say "waiting for deployment $deployments"
            sleep "$poll"
          done
        }

        # keep REPOSITORY: tags this commit's image as released. registry.tf counts such images apart from those that were only built.
        keep() {
          local manifest errors
          manifest=$(aws ecr batch-get-image --repository-name "$1" --image-ids "imageTag=$REVISION" --query 'images[0].imageManifest' --output text)
          [ -n "$manifest" ] && [ "$manifest" != None ] || fail "$1 has no image $REVISION any more. Start the pipeline again with this commit."
          errors=$(aws ecr put-image --repository-name "$1" --image-tag "released-$REVISION" --image-manifest "$manifest" 2>&1 >/dev/null) ||
            grep -q ImageAlreadyExistsException <<<"$errors" || fail "$errors"
        }

        if [ -n "$DATABASE_ROLE_FAMILY" ]; then
          run "$DATABASE_ROLE_FAMILY" 600
        fi
        if [ -f "$1" ]; then
          run "$(aws ecs register-task-definition --cli-input-json "file://$1" --query taskDefinition.taskDefinitionArn --output text)" "$TIMEOUT"
        fi
        wait_for_deployment
        for repository in $REPOSITORIES; do
          keep "$repository"
        done

        """;
}
