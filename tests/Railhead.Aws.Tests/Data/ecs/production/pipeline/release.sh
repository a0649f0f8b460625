#!/bin/bash
# Releases a build. One-off tasks create the app's role in the database and run the release command. Then it waits for a deployment that
# is running, such as that of a rotated password, marks the images as released, so that ECR keeps them, and lets ECS deploy them.
# Usage: release.sh TASKDEF.json (if the file does not exist, there is no release command); taskdef.json beside it is deployed
# pipeline.tf sets REVISION, CLUSTER, SUBNETS, SECURITY_GROUP, DATABASE_ROLE_FAMILY, TIMEOUT, SERVICE, DEPLOYMENT_TIMEOUT
# and REPOSITORIES. Needs bash, jq and the AWS CLI.
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

# wait_for_deployment: a second deployment would interrupt one that is running.
wait_for_deployment() {
  local deadline=$((SECONDS + DEPLOYMENT_TIMEOUT)) deployments
  while :; do
    deployments=$(aws ecs list-service-deployments --cluster "$CLUSTER" --service "$SERVICE" \
      --status PENDING IN_PROGRESS STOP_REQUESTED ROLLBACK_REQUESTED ROLLBACK_IN_PROGRESS \
      --query 'serviceDeployments[].serviceDeploymentArn' --output text | sed 's/^None$//')
    [ -n "$deployments" ] || return 0
    [ $SECONDS -lt $deadline ] || fail "Another deployment is still running: $deployments. Retry this stage when it has finished."
    say "waiting for deployment $deployments"
    sleep "$poll"
  done
}

# deploy TASKDEF.json: starts a deployment of the file's task definition, and waits until ECS has finished it.
deploy() {
  local definition deadline=$((SECONDS + DEPLOYMENT_TIMEOUT)) before deployment answer status
  definition=$(aws ecs register-task-definition --cli-input-json "file://$1" --query taskDefinition.taskDefinitionArn --output text)
  say "== deploying $definition"
  before=$(latest_deployment)
  aws ecs update-service --cluster "$CLUSTER" --service "$SERVICE" --task-definition "$definition" --force-new-deployment >/dev/null
  while :; do
    deployment=$(latest_deployment)
    [ "$deployment" = "$before" ] || break
    [ $SECONDS -lt $deadline ] || fail "ECS started no deployment within $DEPLOYMENT_TIMEOUT seconds."
    sleep "$poll"
  done
  say "deployment $deployment"
  while :; do
    answer=$(aws ecs describe-service-deployments --service-deployment-arns "$deployment" --query 'serviceDeployments[0]' --output json)
    status=$(jq -r .status <<<"$answer")
    case $status in
      SUCCESSFUL)
        say "deployed"
        return 0
        ;;
      STOPPED | ROLLBACK_SUCCESSFUL)
        fail "The deployment ended as $status: $(jq -r '.statusReason // ""' <<<"$answer"). The previous release serves."
        ;;
      ROLLBACK_FAILED)
        fail "The deployment ended as $status: $(jq -r '.statusReason // ""' <<<"$answer"). Look at the service in the console."
        ;;
    esac
    if [ $SECONDS -ge $deadline ]; then
      case $(jq -r .lifecycleStage <<<"$answer") in
        BAKE_TIME | CLEAN_UP)
          say "The new release has all traffic, and the old tasks still run. This build waits no longer; a rollback would be reported as an event."
          return 0
          ;;
      esac
      fail "The deployment is still $status after $DEPLOYMENT_TIMEOUT seconds. ECS goes on with it: see $deployment."
    fi
    sleep "$poll"
  done
}

# latest_deployment: prints the newest deployment of the service, or nothing.
latest_deployment() {
  aws ecs list-service-deployments --cluster "$CLUSTER" --service "$SERVICE" --output json |
    jq -r '[.serviceDeployments[]] | max_by(.createdAt) | .serviceDeploymentArn // ""'
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
deploy "${1%/*}/taskdef.json"
