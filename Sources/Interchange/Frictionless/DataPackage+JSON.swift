extension DataPackage {
  /// The text of `datapackage.json`, indented, with a line end.
  /// - Returns: JSON as UTF-8.
  public func json() -> [UInt8] {
    var writer = JSONWriter(indented: true)
    write(to: &writer)
    writer.newLine()
    return writer.bytes
  }

  /// Writes the package as one JSON object.
  /// - Parameter writer: where it is written.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("profile", "tabular-data-package")
    writer.member("name", name)
    writer.memberIfAny("title", title)
    writer.memberIfAny("description", description)
    if let licence {
      writer.key("licenses")
      writer.beginArray()
      licence.write(to: &writer)
      writer.endArray()
    }
    if !notes.isEmpty { writer.list("notes", notes) }
    writer.key("resources")
    writer.beginArray()
    for resource in resources { resource.write(to: &writer) }
    writer.endArray()
    writer.endObject()
  }
}

extension DataLicence {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("name", name)
    writer.memberIfAny("path", path)
    writer.memberIfAny("title", title)
    writer.endObject()
  }
}

extension DataResource {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("profile", "tabular-data-resource")
    writer.member("name", name)
    writer.member("path", path)
    writer.memberIfAny("title", title)
    writer.memberIfAny("description", description)
    writer.member("format", "csv")
    writer.member("mediatype", "text/csv")
    writer.member("encoding", "utf-8")
    if let bytes { writer.member("bytes", bytes) }
    if let sha256 { writer.member("hash", "sha256:" + sha256) }
    writer.key("dialect")
    writer.beginObject()
    writer.member("delimiter", String(decoding: [separator.rawValue], as: UTF8.self))
    writer.member("doubleQuote", true)
    writer.member("lineTerminator", "\n")
    writer.endObject()
    writer.key("schema")
    writer.beginObject()
    writer.key("fields")
    writer.beginArray()
    for field in fields { field.write(to: &writer) }
    writer.endArray()
    writer.list("missingValues", missingValues)
    if !primaryKey.isEmpty { writer.list("primaryKey", primaryKey) }
    writer.endObject()
    writer.endObject()
  }
}

extension DataField {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("name", name)
    writer.member("type", type.rawValue)
    writer.memberIfAny("title", title)
    writer.memberIfAny("description", description)
    if constraints != Constraints() {
      writer.key("constraints")
      writer.beginObject()
      if constraints.required { writer.member("required", true) }
      if constraints.unique { writer.member("unique", true) }
      if !constraints.allowed.isEmpty { writer.list("enum", constraints.allowed) }
      writer.memberIfAny("pattern", constraints.pattern)
      if let minimum = constraints.minimum { writer.member("minimum", minimum) }
      if let maximum = constraints.maximum { writer.member("maximum", maximum) }
      writer.endObject()
    }
    writer.endObject()
  }
}

extension JSONWriter {
  fileprivate mutating func memberIfAny(_ name: String, _ value: String?) {
    if let value { member(name, value) }
  }

  fileprivate mutating func list(_ name: String, _ values: [String]) {
    key(name)
    beginArray()
    for value in values { string(value) }
    endArray()
  }
}
