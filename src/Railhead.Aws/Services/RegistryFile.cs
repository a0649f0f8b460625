using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>registry.tf</c>: the image repositories.</summary>
static class RegistryFile
{
    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform("registry.tf", Hcl.Each(architecture.Services.Repositories, Repository));

    static HclBody Repository(ImageRepository repository) =>
        Hcl.Body(
            $$"""
            resource "aws_ecr_repository" {{Hcl.Name(repository.Key)}} {
              name         = {{repository.Name}}
              force_delete = !var.deletion_protection

              # A tag is a commit and never changes, so the image that runs is the image that was tested.
              image_tag_mutability = {{(repository.ImmutableTags ? "IMMUTABLE" : "MUTABLE")}}

              image_scanning_configuration {
                scan_on_push = {{repository.ScanOnPush}}
              }

              encryption_configuration {
                encryption_type = "KMS"
                kms_key         = {{Addresses.Key(EncryptionKeys.Data)}}
              }
            }

            resource "aws_ecr_lifecycle_policy" {{Hcl.Name(repository.Key)}} {
              repository = {{Hcl.Ref($"aws_ecr_repository.{Hcl.Name(repository.Key)}.name")}}

              policy = jsonencode({
                rules = [
                  {
                    rulePriority = 1
                    description  = "Delete untagged images"
                    selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = {{repository.UntaggedDays}} }
                    action       = { type = "expire" }
                  },
                  {
                    rulePriority = 2
                    description  = "Keep the latest images for rollbacks"
                    selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = {{repository.KeepImages}} }
                    action       = { type = "expire" }
                  },
                ]
              })
            }
            """
        );
}
