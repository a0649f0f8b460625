Gem::Specification.new do |gem|
  gem.name = "greeting"
  gem.version = "1.0.0"
  gem.summary = "A gem that the build installs"
  gem.authors = ["The tests"]
  gem.files = ["lib/greeting.rb"]
end
