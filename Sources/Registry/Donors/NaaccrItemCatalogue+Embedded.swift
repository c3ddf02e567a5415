internal import Config
internal import Interchange

extension NaaccrItemCatalogue {
  /// The data items of every NAACCR version that the program carries, the newest first.
  static var embedded: NaaccrItemCatalogue {
    NaaccrItemCatalogue(
      NAACCRVersion.allCases.sorted { $0.rawValue > $1.rawValue }
        .flatMap(NAACCRItems.all(version:)).compactMap { item in
          NaaccrLevel(rawValue: item.parent.rawValue).map { level in
            NaaccrItem(
              id: item.id, number: item.number, parent: level,
              recordTypes: item.recordTypes.letters,
              dataType: item.dataType.rawValue)
          }
        })
  }
}
