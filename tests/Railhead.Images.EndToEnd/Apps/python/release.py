# The release command of a deployment: it shows that it has its variables, and may write to /tmp only.
import os
import tempfile

with tempfile.NamedTemporaryFile() as file:
    file.write(b"yes")
try:
    open("/app/written", "w")
except OSError as error:
    print("read only:", error.strerror)
print("greeting:", os.environ["GREETING"])
print("database:", os.environ["DATABASE_URL"])
with open(os.environ["PGSSLROOTCERT"]) as file:
    print("certificates:", file.readline().strip())
