#!/bin/sh
# Creates the app's role, which owns the database, and the user that logs in with that role and the password from its secret. The pipeline
# runs it before every release command, and the rotation for a new password, as a one-off task (database_role.tf). It is idempotent.
# Passwords are passed in environment variables, never on a command line, and the server only receives their hash.
set -eu

# Two users alternate: while tasks use one, the other can get a new password.
case " $USERS " in
*" $APP_USER "*) ;;
*)
  echo "The username in the secret, \"$APP_USER\", is not one of: $USERS" >&2
  exit 1
  ;;
esac

as_admin() {
  PGUSER=$ADMIN_USER PGPASSWORD=$ADMIN_PASSWORD psql --no-psqlrc --quiet --output /dev/null --set ON_ERROR_STOP=1 "$@"
}

# Prints the role that the app's login ends up with.
log_in() {
  PGUSER=$APP_USER PGPASSWORD=$APP_PASSWORD psql --no-psqlrc --tuples-only --no-align --command 'SELECT current_user'
}

as_admin --set owner="$OWNER" --set user="$APP_USER" <<'SQL'
-- Only one run at a time: a deployment and a rotation may overlap.
SELECT pg_advisory_lock(hashtext('role.sh'));
SET client_min_messages = warning;

SELECT format('CREATE ROLE %I NOLOGIN', :'owner') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'owner') \gexec
SELECT format('CREATE ROLE %I LOGIN', :'user') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'user') \gexec

-- Both users work as the owner, so each can change what the other created.
GRANT :"owner" TO :"user";
ALTER ROLE :"user" SET role = :'owner';

-- Only a member of the owner role can make it the owner of the database.
GRANT :"owner" TO CURRENT_USER;
ALTER DATABASE :"DBNAME" OWNER TO :"owner";
REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
SQL

# \password hashes on the client, so that no server log can contain a password. It reads from the terminal if there is one, hence setsid.
if [ "$(log_in 2>/dev/null)" != "$OWNER" ]; then
  printf '%s\n%s\n' "$APP_PASSWORD" "$APP_PASSWORD" |
    PGUSER=$ADMIN_USER PGPASSWORD=$ADMIN_PASSWORD setsid psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --command "\\password $APP_USER" 2>&1 |
    sed 's/^\(Enter [^:]*: \)*//; /^$/d' >&2
fi

found=$(log_in)
if [ "$found" != "$OWNER" ]; then
  echo "$APP_USER logs in with role \"$found\" instead of \"$OWNER\"." >&2
  exit 1
fi

echo "$APP_USER logs in with role $OWNER."
