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

    public static SynthFile Script { get; } =
        new(
            "pipeline/release.sh",
            """
            #!/bin/bash
            # Runs the steps before a deployment, each as a one-off task: create the app's role in the database, then run the release command.
            # Usage: release.sh TASKDEF.json (if the file does not exist, there is no release command)
            # pipeline.tf sets CLUSTER, SUBNETS, SECURITY_GROUP, DATABASE_ROLE_FAMILY and TIMEOUT. Needs bash, jq and the AWS CLI.
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

            # wait_for_others FAMILY DEADLINE: waits for a task of an earlier, interrupted run, because two migrations must not run at once.
            wait_for_others() {
              local tasks
              while :; do
                tasks=$(aws ecs list-tasks --cluster "$CLUSTER" --family "$1" --desired-status RUNNING --query taskArns --output text)
                [ -n "$tasks" ] && [ "$tasks" != None ] || return 0
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
              local deadline=$((SECONDS + $2)) definition family answer task code
              definition=$(aws ecs describe-task-definition --task-definition "$1" --query taskDefinition --output json)
              family=$(jq -r .family <<<"$definition")
              say "== $family"
              wait_for_others "$family" "$deadline"
              answer=$(aws ecs run-task --cluster "$CLUSTER" --task-definition "$1" --launch-type FARGATE --count 1 --started-by pipeline --output json \
                --network-configuration "awsvpcConfiguration={subnets=[$SUBNETS],securityGroups=[$SECURITY_GROUP],assignPublicIp=DISABLED}")
              running=$(jq -r '.tasks[0].taskArn // ""' <<<"$answer")
              [ -n "$running" ] || fail "Could not start a task of $family: $(jq -r '[.failures[]? | .reason] | join(", ")' <<<"$answer")"
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

            if [ -n "$DATABASE_ROLE_FAMILY" ]; then
              run "$DATABASE_ROLE_FAMILY" 600
            fi
            if [ -f "$1" ]; then
              run "$(aws ecs register-task-definition --cli-input-json "file://$1" --query taskDefinition.taskDefinitionArn --output text)" "$TIMEOUT"
            fi

            """,
            Executable: true
        );
}
