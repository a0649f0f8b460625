#!/bin/sh
# Makes the app's role in the database, which owns it, and the user that logs in as that role, with the password of its secret. Run by a
# one-off task (database_role.tf): by the pipeline before every release command, and by the rotation. Running it again changes nothing.
# Passwords come as variables; they are on no command line, and the server is sent their hash only.
set -eu

# Two users take turns: while tasks work with one, the other can be given a new password.
case "$APP_USER" in
"${OWNER}_a" | "${OWNER}_b") ;;
*)
  echo "The secret's username is neither ${OWNER}_a nor ${OWNER}_b." >&2
  exit 1
  ;;
esac

as_admin() {
  PGUSER=$ADMIN_USER PGPASSWORD=$ADMIN_PASSWORD psql --no-psqlrc --quiet --output /dev/null --set ON_ERROR_STOP=1 "$@"
}

# Says which role a login leads to.
log_in() {
  PGUSER=$APP_USER PGPASSWORD=$APP_PASSWORD psql --no-psqlrc --tuples-only --no-align --command 'SELECT current_user'
}

as_admin --set owner="$OWNER" --set user="$APP_USER" <<'SQL'
-- One at a time: a deployment and a rotation may both be here.
SELECT pg_advisory_lock(hashtext('role.sh'));
SET client_min_messages = warning;

SELECT format('CREATE ROLE %I NOLOGIN', :'owner') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'owner') \gexec
SELECT format('CREATE ROLE %I LOGIN', :'user') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'user') \gexec

-- Whoever of the two logs in works as the owner: what one makes is the other's too.
GRANT :"owner" TO :"user";
ALTER ROLE :"user" SET role = :'owner';

-- Only a member of the owner may hand the database to it.
GRANT :"owner" TO CURRENT_USER;
ALTER DATABASE :"DBNAME" OWNER TO :"owner";
REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
SQL

# \password hashes here, so that no log of the server can hold a password. It reads from a terminal if there is one, hence setsid.
if [ "$(log_in 2>/dev/null)" != "$OWNER" ]; then
  printf '%s\n%s\n' "$APP_PASSWORD" "$APP_PASSWORD" |
    PGUSER=$ADMIN_USER PGPASSWORD=$ADMIN_PASSWORD setsid psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --command "\\password $APP_USER" 2>&1 |
    sed 's/^\(Enter [^:]*: \)*//; /^$/d' >&2
fi

found=$(log_in)
if [ "$found" != "$OWNER" ]; then
  echo "$APP_USER logs in as \"$found\", not as \"$OWNER\"." >&2
  exit 1
fi

echo "$APP_USER logs in as $OWNER."
