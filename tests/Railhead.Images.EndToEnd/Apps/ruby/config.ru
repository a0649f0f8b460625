# Answers as the other three apps do.
require "greeting"

File.write("tmp/started", "yes")

Slow = Struct.new(:parts) do
  def each
    parts.times do
      yield "part\n"
      sleep 0.1
    end
  end
end

run(lambda do |environment|
  case environment["PATH_INFO"]
  when "/up" then [200, {}, [Greeting::UP]]
  when "/" then [200, {}, [ENV["APP_REVISION"]]]
  when "/echo" then [200, {}, [environment["rack.input"].read]]
  when "/slow" then [200, {}, Slow.new(environment["QUERY_STRING"][/\d+/].to_i)]
  else [404, {}, []]
  end
end)
