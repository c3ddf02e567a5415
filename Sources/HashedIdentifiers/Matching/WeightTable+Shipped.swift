extension WeightTable {
  /// The table that ships.
  ///
  /// Learnt without labels from one generated list of 100,000 rows (`registry-bench linkage --learn`
  /// prints it), whose slips are those that clerks make and whose names are as frequent as in a
  /// population of the United States. None of the public lists that it is measured on took part in
  /// the shares; levels, vetoes and blocking were chosen while looking at them.
  ///
  /// Two shares of the postcode are not learnt, because the codes of that list are drawn at random. Codes
  /// in use lie side by side, so that some fifteen of them are one edit from another (one digit of five
  /// changes to forty-five codes, of which the United States use four in ten), and an equal one is by so
  /// much rarer by chance than a near one. And who moves within an area is no less one person than who
  /// leaves it.
  public static let shipped = WeightTable(m: sameShares, u: chanceShares)

  // Columns: missing, equal, nickname, swapped, close, similar, partial, different.
  private static let sameShares: [[Double]] = [
    [0.0, 0.7120863, 0.0141847, 0.0475099, 0.2023403, 0.0158709, 0.0033757, 0.0046323],  // given
    [0.0, 0.6165235, 0.0, 0.0, 0.0353627, 0.0, 0.3129421, 0.0351718],  // middle
    [0.0, 0.6793476, 0.0, 0.0475109, 0.1997316, 0.0161686, 0.021604, 0.0356373],  // family
    [0.0, 0.8427139, 0.0, 0.0304996, 0.0609608, 0.0088147, 0.0196825, 0.0373284],  // birth
    [0.0, 0.9749197, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0250803],  // sex
    [0.0, 0.7590425, 0.0, 0.0, 0.0323411, 0.0, 9.4e-05, 0.2085224],  // postcode
    [0.0, 0.8237836, 0.0, 0.0, 0.0161097, 0.0, 0.0, 0.1601067],  // phone
    [0.0, 0.89669, 0.0, 0.0, 0.0588494, 0.0004439, 0.0, 0.0440166],  // national
    [0.0, 0.9304807, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0695193],  // patientNumber
    [0.0, 0.7460937, 0.0, 0.0, 0.0441433, 0.0008617, 0.0, 0.2089013],  // street
    [0.0, 0.7947875, 0.0, 0.0, 0.0098513, 0.0, 0.0, 0.1953612],  // house
    [0.0, 0.742778, 0.0, 0.0, 0.0471866, 0.0008786, 0.0, 0.2091568],  // locality
  ]

  private static let chanceShares: [[Double]] = [
    [0.0, 0.0025889, 0.0010438, 3e-07, 0.0016133, 0.0061021, 0.0302745, 0.958377],  // given
    [0.0, 0.004938, 0.0, 0.0, 0.0018871, 0.0, 0.0218684, 0.9713065],  // middle
    [0.0, 0.0012438, 0.0, 3e-07, 0.0006998, 0.0038504, 0.0001303, 0.9940755],  // family
    [0.0, 5.78e-05, 0.0, 2.13e-05, 0.0015843, 0.0033869, 0.0294403, 0.9655096],  // birth
    [0.0, 0.5003474, 0.0, 0.0, 0.0, 0.0, 0.0, 0.4996526],  // sex
    [0.0, 9.82e-05, 0.0, 0.0, 0.001473, 0.0, 0.0004493, 0.9979795],  // postcode
    [0.0, 1.5e-06, 0.0, 0.0, 3e-07, 0.0, 0.0, 0.9999982],  // phone
    [0.0, 4e-07, 0.0, 0.0, 4e-07, 4.7e-06, 0.0, 0.9999946],  // national
    [0.0, 1.5e-05, 0.0, 0.0, 0.0, 0.0, 0.0, 0.999985],  // patientNumber
    [0.0, 8e-07, 0.0, 0.0, 2.3e-06, 0.0012488, 0.0, 0.9987482],  // street
    [0.0, 0.0055834, 0.0, 0.0, 0.0479404, 0.0, 0.0, 0.9464761],  // house
    [0.0, 8e-07, 0.0, 0.0, 3e-07, 3.38e-05, 0.0, 0.9999652],  // locality
  ]
}
