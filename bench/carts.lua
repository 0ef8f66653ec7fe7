-- For wrk: one request for each of many buyers, over and over until there are no more of them.
--   wrk -t1 ... -s carts.lua URL -- add|checkout BUYERS
-- `add` puts a product into the cart of each, `checkout` checks it out.

dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "report.lua")

function init(args)
  what = args[1]
  buyers = tonumber(args[2])
  tail = " HTTP/1.1\r\nHost: " .. wrk.headers["Host"] .. "\r\nContent-Length: 0\r\n\r\n"
  buyer = 0
end

function request()
  if buyer == buyers then
    wrk.thread:stop()
  end
  buyer = buyer + 1
  if what == "add" then
    return "POST /cart?product_id=1&user_id=buyer-" .. buyer .. tail
  end
  return "POST /checkout?user_id=buyer-" .. buyer .. tail
end
