using Railhead.Model;

namespace Railhead.Aws;

/// <summary>What makes the folder whole without Railhead: how to use it, and what git leaves out.</summary>
static class FolderFiles
{
    public static IEnumerable<SynthFile> Write(Architecture architecture)
    {
        yield return new SynthFile(
            ".gitignore",
            """
            # What Terraform fetches. Its lock file, .terraform.lock.hcl, is committed.
            .terraform/
            *.tfplan

            """
        );
        yield return new SynthFile(
            "README.md",
            $$"""
            # {{architecture.App}} · {{architecture.Environment}} on AWS

            Plain Terraform, 1.11 or newer. It needs nothing but AWS credentials of the account and the bucket that `backend.hcl` names:

            ```sh
            terraform init -backend-config=backend.hcl
            terraform plan
            terraform apply
            ```

            Each `.tf` file is one component, and says why where a reader would ask. Files that you add stay yours. So does a file that you edit:
            from then on `railhead synth` leaves it as it is, and says so; deleted, it is written again.

            Before `terraform destroy`, turn the protection off: `terraform apply -var protect=false`, and give the same `-var` to the destroy.

            """
        );
    }
}
