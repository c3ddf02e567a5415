/// Resources that may refer to each other: a Bundle, or the lines of a file.
struct FHIRScope {
  /// A resource with its place.
  struct Entry {
    let path: String
    /// Its entry or line, counted from 1.
    let number: Int
    let resource: JSONValue

    var type: String { resource["resourceType"]?.text ?? "" }
  }

  private(set) var entries: [Entry] = []
  /// What is referred to as, and by whom; nil where two resources go by one name.
  private var targets: [String: Int?] = [:]

  init() {}

  /// The entries of a Bundle.
  init(bundle: JSONValue) {
    for (place, entry) in (bundle["entry"]?.elements ?? []).enumerated() {
      guard let resource = entry["resource"], resource.members != nil else { continue }
      add(
        resource, path: "Bundle.entry[\(place)].resource", number: place + 1,
        fullURL: entry["fullUrl"]?.text)
    }
  }

  /// Takes a resource in.
  mutating func add(_ resource: JSONValue, path: String, number: Int, fullURL: String? = nil) {
    let place = entries.count
    entries.append(Entry(path: path, number: number, resource: resource))
    var names: Set<String> = []
    if let type = resource["resourceType"]?.text, let id = resource["id"]?.text {
      names.insert("\(type)/\(id)")
    }
    if let fullURL {
      names.insert(fullURL)
      let parts = fullURL.split(separator: "/").suffix(2)
      if parts.count == 2 { names.insert(parts.joined(separator: "/")) }
    }
    for name in names {
      targets.updateValue(targets.keys.contains(name) ? nil : place, forKey: name)
    }
  }

  /// The place of what a reference points to; nil where nothing or more than one is there.
  func target(of reference: JSONValue?) -> Int? {
    guard var name = reference?["reference"]?.text else { return nil }
    if let history = name.firstRange(of: "/_history/") {
      name = String(name[..<history.lowerBound])
    }
    return targets[name] ?? nil
  }

  /// The resources of a type that are about a patient.
  func entries(of type: String, about patient: Int) -> [(place: Int, entry: Entry)] {
    entries.enumerated().compactMap { place, entry in
      guard entry.type == type, target(of: entry.resource["subject"]) == patient else { return nil }
      return (place, entry)
    }
  }
}
