#include "http/schemas.hpp"

namespace souk {

std::string_view schemas_text() {
  return R"json({
"NewProduct": {"type": "object", "additionalProperties": false, "required": ["name", "price"],
  "properties": {
    "name": {"type": "string", "minLength": 1, "maxLength": 200},
    "price": {"type": ["number", "string"], "minimum": 0, "description": "In the shop's currency, with no more decimals than it has.", "examples": [19.99]},
    "description": {"type": ["string", "null"], "maxLength": 10000},
    "stock": {"type": ["integer", "null"], "format": "int64", "minimum": 0, "description": "Units on hand; null: not tracked."},
    "sku": {"type": ["string", "null"], "minLength": 1, "maxLength": 100},
    "category": {"type": ["string", "null"], "minLength": 1, "maxLength": 100}}},
"ProductChanges": {"type": "object", "additionalProperties": false,
  "description": "What is absent keeps its value.",
  "properties": {
    "name": {"type": "string", "minLength": 1, "maxLength": 200},
    "price": {"type": ["number", "string"], "minimum": 0},
    "description": {"type": ["string", "null"], "maxLength": 10000},
    "stock": {"type": ["integer", "null"], "format": "int64", "minimum": 0},
    "sku": {"type": ["string", "null"], "minLength": 1, "maxLength": 100},
    "category": {"type": ["string", "null"], "minLength": 1, "maxLength": 100}}},
"Product": {"type": "object",
  "required": ["id", "name", "price", "currency", "description", "stock", "sku", "category", "version", "created_at", "updated_at"],
  "properties": {
    "id": {"type": "integer", "format": "int64"},
    "name": {"type": "string"},
    "price": {"type": "number"},
    "currency": {"type": "string", "description": "ISO 4217."},
    "description": {"type": "string"},
    "stock": {"type": ["integer", "null"], "format": "int64", "description": "Units on hand; null: not tracked."},
    "sku": {"type": ["string", "null"]},
    "category": {"type": ["string", "null"]},
    "version": {"type": "integer", "format": "int64", "description": "Counts the changes from 1."},
    "created_at": {"type": "string", "format": "date-time"},
    "updated_at": {"type": "string", "format": "date-time"}}},
"NewLine": {"type": "object", "additionalProperties": false,
  "description": "Each member may stand in the query instead; in both places it must agree.",
  "properties": {
    "user_id": {"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[A-Za-z0-9._@:-]+$"},
    "product_id": {"type": "integer", "format": "int64", "minimum": 1},
    "quantity": {"type": "integer", "minimum": 1, "maximum": 10000, "default": 1}}},
"Cart": {"type": "object", "required": ["user_id", "items", "total", "currency", "version", "warnings"],
  "properties": {
    "user_id": {"type": "string"},
    "items": {"type": "array", "items": {"type": "object",
      "required": ["product_id", "quantity", "name", "price", "line_total", "available"],
      "properties": {
        "product_id": {"type": "integer", "format": "int64"},
        "quantity": {"type": "integer"},
        "name": {"type": "string"},
        "price": {"type": "number"},
        "line_total": {"type": "number"},
        "available": {"type": "boolean", "description": "False for an archived product: it counts nothing and can only be removed."}}}},
    "total": {"type": "number"},
    "currency": {"type": "string"},
    "version": {"type": "integer", "format": "int64"},
    "warnings": {"type": "array", "items": {"type": "object", "required": ["code", "product_id"],
      "properties": {
        "code": {"type": "string", "enum": ["price_changed", "not_enough_stock"]},
        "product_id": {"type": "integer", "format": "int64"},
        "was": {"type": "number"}, "now": {"type": "number"},
        "requested": {"type": "integer"}, "available": {"type": "integer"}}}}}},
"Agreement": {"type": "object", "additionalProperties": false,
  "properties": {
    "user_id": {"type": "string", "description": "May stand in the query instead."},
    "expected_total": {"type": ["number", "string"], "minimum": 0, "description": "What the buyer agreed to pay; another total is refused."}}},
"Order": {"type": "object", "required": ["id", "user_id", "items", "total", "currency", "status", "created_at"],
  "properties": {
    "id": {"type": "integer", "format": "int64"},
    "user_id": {"type": "string"},
    "items": {"type": "array", "items": {"type": "object",
      "required": ["product_id", "name", "price", "quantity", "line_total"],
      "properties": {
        "product_id": {"type": "integer", "format": "int64"},
        "name": {"type": "string"},
        "price": {"type": "number"},
        "quantity": {"type": "integer"},
        "line_total": {"type": "number"}}}},
    "total": {"type": "number"},
    "currency": {"type": "string"},
    "status": {"type": "string", "enum": ["placed", "canceled"]},
    "created_at": {"type": "string", "format": "date-time"}}},
"NewMovement": {"type": "object", "additionalProperties": false, "required": ["type", "quantity"],
  "properties": {
    "type": {"type": "string", "enum": ["received", "adjusted"]},
    "quantity": {"type": "integer", "format": "int64", "minimum": -1000000000, "maximum": 1000000000, "description": "At least 1 received; adjusted, the difference, which is not 0."},
    "reason": {"type": "string", "minLength": 1, "maxLength": 200, "description": "Required where a stock is adjusted."}}},
"Movement": {"type": "object", "required": ["sequence", "type", "quantity", "order_id", "reason", "happened_at"],
  "properties": {
    "sequence": {"type": "integer", "format": "int64", "description": "Counts the movements of the product from 1."},
    "type": {"type": "string", "enum": ["received", "sold", "released", "adjusted"]},
    "quantity": {"type": "integer", "format": "int64", "description": "With its sign: the movements add up to what is on hand."},
    "order_id": {"type": ["integer", "null"], "format": "int64"},
    "reason": {"type": "string"},
    "happened_at": {"type": "string", "format": "date-time"}}},
"StockMoved": {"type": "object", "required": ["product_id", "on_hand", "movement"],
  "properties": {
    "product_id": {"type": "integer", "format": "int64"},
    "on_hand": {"type": "integer", "format": "int64"},
    "movement": {"type": "object", "$ref": "#/components/schemas/Movement"}}},
"Stock": {"type": "object", "required": ["product_id", "on_hand", "reserved", "available", "movements"],
  "properties": {
    "product_id": {"type": "integer", "format": "int64"},
    "on_hand": {"type": ["integer", "null"], "format": "int64", "description": "Null: not tracked."},
    "reserved": {"type": "integer", "format": "int64", "description": "Held by running checkouts."},
    "available": {"type": ["integer", "null"], "format": "int64"},
    "movements": {"type": "array", "items": {"$ref": "#/components/schemas/Movement"}}}},
"Event": {"type": "object", "required": ["id", "entity", "entity_id", "sequence", "kind", "actor", "details", "happened_at"],
  "properties": {
    "id": {"type": "integer", "format": "int64", "description": "Rises over all events."},
    "entity": {"type": "string", "enum": ["product", "cart", "order"]},
    "entity_id": {"type": "string", "description": "The id of a product or an order, or the user of a cart."},
    "sequence": {"type": "integer", "format": "int64", "description": "Counts the events of this entity from 1, without gaps."},
    "kind": {"type": "string"},
    "actor": {"type": "string", "description": "The user who did it; empty for the seller."},
    "details": {"type": "object", "description": "Depends on the kind. Amounts (price, total) are whole numbers of the currency's smallest unit, unlike elsewhere: 1999 for 19.99 dollars.", "examples": [{"price": 1999, "version": 2, "changed": ["price", "stock"], "on_hand": 5}]},
    "happened_at": {"type": "string", "format": "date-time"}}},
"Health": {"type": "object", "required": ["status", "version", "uptime_seconds", "restarts", "store"],
  "properties": {
    "status": {"type": "string", "enum": ["ok"]},
    "version": {"type": "string"},
    "uptime_seconds": {"type": "integer"},
    "restarts": {"type": "integer", "description": "How often a part of the shop was restarted."},
    "store": {"type": "object", "required": ["batches", "writes", "largest_batch", "mean_commit_us"],
      "properties": {
        "batches": {"type": "integer", "description": "Commits since the start."},
        "writes": {"type": "integer", "description": "Changes in them."},
        "largest_batch": {"type": "integer"},
        "mean_commit_us": {"type": "integer", "description": "Microseconds that a commit took."}}}}},
"Document": {"type": "object"},
"Problem": {"type": "object", "description": "RFC 9457.",
  "required": ["type", "title", "status", "detail", "code", "request_id", "errors"],
  "properties": {
    "type": {"type": "string", "format": "uri-reference"},
    "title": {"type": "string"},
    "status": {"type": "integer"},
    "detail": {"type": "string"},
    "code": {"type": "string"},
    "request_id": {"type": "string"},
    "errors": {"type": "array", "items": {"type": "object", "required": ["pointer", "code", "detail"],
      "properties": {
        "pointer": {"type": "string", "format": "json-pointer"},
        "code": {"type": "string"},
        "detail": {"type": "string"}}}},
    "lines": {"type": "array", "description": "The lines a checkout failed at.", "items": {"type": "object",
      "properties": {
        "product_id": {"type": "integer", "format": "int64"},
        "requested": {"type": "integer"},
        "available": {"type": "integer"}}}},
    "total": {"type": "number", "description": "The new total, of total_changed."},
    "currency": {"type": "string"}}}
})json";
}

} // namespace souk
