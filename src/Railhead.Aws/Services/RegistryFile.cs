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
                  # An image of this rule is never deleted by the next one. A commit gets the tag right before its deployment (pipeline/release.sh),
                  # so the image that serves is among the newest of these.
                  {
                    rulePriority = 2
                    description  = "Keep the released images: the one that serves, and those for rollbacks"
                    selection    = { tagStatus = "tagged", tagPrefixList = ["released-"], countType = "imageCountMoreThan", countNumber = {{repository.KeepReleased}} }
                    action       = { type = "expire" }
                  },
                  {
                    rulePriority = 3
                    description  = "Keep the latest images that were only built: their scan, release command or approval stopped them"
                    selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = {{repository.KeepBuilt}} }
                    action       = { type = "expire" }
                  },
                ]
              })
            }
            """
        );
}
