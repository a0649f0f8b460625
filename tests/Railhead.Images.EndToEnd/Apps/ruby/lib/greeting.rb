module Greeting
  UP = "ok"
end
