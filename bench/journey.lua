-- For wrk: many buyers, each of whom looks at a product, adds two, views the cart and checks out.
--   wrk -t1 ... -s journey.lua URL -- PREFIX PRODUCTS
-- PREFIX makes the users and keys of this run its own; the ids 1..PRODUCTS must exist.
--
-- wrk asks this one script for the next request of whichever connection is free, so the requests
-- of one buyer go over several connections at once. They keep their order because each is sent
-- `apart` buyers, some 640 requests, after the one before: with 128 connections that one has been
-- answered long since. Were it not, the shop would answer 409, and the run would have failed.

dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "report.lua")

local apart = 128
local steps = 5
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

-- In the script's own state, where `done` runs.
function journeys()
  local sum = 0
  for _, thread in ipairs(threads) do
    sum = sum + thread:get("checkouts")
  end
  return sum
end

function init(args)
  prefix = args[1]
  products = tonumber(args[2])
  tail = " HTTP/1.1\r\nHost: " .. wrk.headers["Host"] .. "\r\n"
  buyer = 0     -- the latest to begin
  step = 0      -- of those that are `step * apart` buyers behind
  checkouts = 0 -- sent
end

local function product_of(number)
  return 1 + number * 7 % products
end

local function get(target)
  return "GET " .. target .. tail .. "\r\n"
end

local function add(user, product)
  local body = '{"user_id":"' .. user .. '","product_id":' .. product .. ',"quantity":1}'
  return "POST /cart" .. tail .. "Content-Type: application/json\r\nContent-Length: " .. #body
    .. "\r\n\r\n" .. body
end

local function check_out(user)
  checkouts = checkouts + 1
  return "POST /checkout?user_id=" .. user .. tail .. "Idempotency-Key: " .. user
    .. "\r\nContent-Length: 0\r\n\r\n"
end

function request()
  local number = buyer - step * apart
  local now = step
  step = step + 1
  -- Before the first buyers have got so far, there is nobody for the later steps.
  if step == steps or number < apart then
    step = 0
    buyer = buyer + 1
  end
  local user = prefix .. number
  if now == 0 then
    return get("/products/" .. product_of(number))
  elseif now == 1 then
    return add(user, product_of(number))
  elseif now == 2 then
    return add(user, product_of(number + 1))
  elseif now == 3 then
    return get("/cart?user_id=" .. user)
  end
  return check_out(user)
end
