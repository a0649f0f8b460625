using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>README.md</c> and <c>.gitignore</c>: the folder is complete without Railhead.</summary>
static class FolderFiles
{
    public static IEnumerable<SynthFile> Write(Architecture architecture)
    {
        yield return new SynthFile(
            ".gitignore",
            """
            # Downloaded by Terraform. Commit the lock file, .terraform.lock.hcl.
            .terraform/
            *.tfplan

            """
        );
        yield return new SynthFile(
            "README.md",
            $$"""
            # {{architecture.App}} · {{architecture.Environment}} on AWS

            Plain Terraform, {{TerraformBinary.Minimum}} or newer. It needs AWS credentials for the account, and the state bucket that `backend.hcl` names:

            ```sh
            terraform init -backend-config=backend.hcl
            terraform plan
            terraform apply
            ```

            Each `.tf` file is one component. You can add files of your own, and edit these: `railhead synth` does not overwrite a file that you
            have edited, and lists it as kept. To get the generated version back, delete the file and run `railhead synth`.

            Before `terraform destroy`, turn deletion protection off with `terraform apply -var deletion_protection=false`, and pass the same
            `-var` to the destroy.

            """
        );
    }
}
