package dev.rhei.workloads;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CH-benCHmark's regions and its 62 nations, whose keys are the codes of the digits and letters
 * that a customer's state may begin with.
 */
final class ChNations {
  /** The first characters of a state, in the order of their codes. */
  static final String KEYS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final String[] REGIONS = {"Africa", "America", "Asia", "Australia", "Europe"};

  /** Of each region. */
  private static final String[][] NATIONS = {
    {
      "Algeria",
      "Angola",
      "Egypt",
      "Ethiopia",
      "Ghana",
      "Kenya",
      "Mali",
      "Morocco",
      "Namibia",
      "Nigeria",
      "Senegal",
      "Tunisia"
    },
    {
      "Argentina",
      "Bolivia",
      "Brazil",
      "Canada",
      "Chile",
      "Colombia",
      "Cuba",
      "Ecuador",
      "Mexico",
      "Panama",
      "Peru",
      "Uruguay"
    },
    {
      "Bangladesh",
      "Cambodia",
      "China",
      "India",
      "Indonesia",
      "Iran",
      "Iraq",
      "Japan",
      "Korea",
      "Laos",
      "Nepal",
      "Qatar",
      "Thailand",
      "Vietnam"
    },
    {"Fiji", "Kiribati", "Nauru", "Palau", "Samoa", "Tonga", "Vanuatu"},
    {
      "Austria",
      "Belgium",
      "Croatia",
      "Denmark",
      "Estonia",
      "Finland",
      "France",
      "Germany",
      "Greece",
      "Hungary",
      "Ireland",
      "Italy",
      "Latvia",
      "Norway",
      "Poland",
      "Portugal",
      "Spain"
    }
  };

  private ChNations() {}

  static List<@Nullable Object[]> regions() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < REGIONS.length; i++) {
      rows.add(
          new @Nullable Object[] {i + 1, REGIONS[i], Draw.of(ChNumbers.REGION, i).text(30, 110)});
    }
    return rows;
  }

  static List<@Nullable Object[]> nations() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int region = 0; region < NATIONS.length; region++) {
      for (String name : NATIONS[region]) {
        int key = KEYS.charAt(rows.size());
        rows.add(
            new @Nullable Object[] {
              key, name, region + 1, Draw.of(ChNumbers.NATION, key).text(30, 110)
            });
      }
    }
    return rows;
  }
}
