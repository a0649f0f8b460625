resource "aws_ecr_repository" "app" {
  name         = "shop/production/app"
  force_delete = !var.deletion_protection

  # A tag is a commit and never changes, so the image that runs is the image that was tested.
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.data.arn
  }
}

resource "aws_ecr_lifecycle_policy" "app" {
  repository = aws_ecr_repository.app.name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Delete untagged images"
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 1 }
        action       = { type = "expire" }
      },
      # An image of this rule is never deleted by the next one. A commit gets the tag right before its deployment (pipeline/release.sh),
      # so the image that serves is among the newest of these.
      {
        rulePriority = 2
        description  = "Keep the released images: the one that serves, and those for rollbacks"
        selection    = { tagStatus = "tagged", tagPrefixList = ["released-"], countType = "imageCountMoreThan", countNumber = 50 }
        action       = { type = "expire" }
      },
      {
        rulePriority = 3
        description  = "Keep the latest images that were only built: their scan, release command or approval stopped them"
        selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 20 }
        action       = { type = "expire" }
      },
    ]
  })
}

resource "aws_ecr_repository" "nginx" {
  name         = "shop/production/nginx"
  force_delete = !var.deletion_protection

  # A tag is a commit and never changes, so the image that runs is the image that was tested.
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.data.arn
  }
}

resource "aws_ecr_lifecycle_policy" "nginx" {
  repository = aws_ecr_repository.nginx.name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Delete untagged images"
        selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 1 }
        action       = { type = "expire" }
      },
      # An image of this rule is never deleted by the next one. A commit gets the tag right before its deployment (pipeline/release.sh),
      # so the image that serves is among the newest of these.
      {
        rulePriority = 2
        description  = "Keep the released images: the one that serves, and those for rollbacks"
        selection    = { tagStatus = "tagged", tagPrefixList = ["released-"], countType = "imageCountMoreThan", countNumber = 50 }
        action       = { type = "expire" }
      },
      {
        rulePriority = 3
        description  = "Keep the latest images that were only built: their scan, release command or approval stopped them"
        selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 20 }
        action       = { type = "expire" }
      },
    ]
  })
}
