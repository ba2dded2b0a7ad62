// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.assistant;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What was said, in a database within the process. Safe for many threads: each question has a
/// connection of its own.
final class Memory {
  private static final String URL = "jdbc:h2:mem:lia;DB_CLOSE_DELAY=-1";
  private static final int REMEMBERED = 12;

  /// @param role `user` or `assistant`
  record Line(String role, String text) {}

  Memory() {
    try (Connection connection = DriverManager.getConnection(URL);
        PreparedStatement create =
            connection.prepareStatement(
                "CREATE TABLE IF NOT EXISTS mensagens (numero IDENTITY, conversa VARCHAR(40),"
                    + " passo VARCHAR(20), papel VARCHAR(10), texto VARCHAR(4096))")) {
      create.execute();
    } catch (SQLException e) {
      throw new IllegalStateException("the database could not be made", e);
    }
  }

  /// Keeps one line of a step's view of a conversation.
  void keep(String conversation, String step, String role, String text) {
    try (Connection connection = DriverManager.getConnection(URL);
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO mensagens (conversa, passo, papel, texto) VALUES (?, ?, ?, ?)")) {
      insert.setString(1, conversation);
      insert.setString(2, step);
      insert.setString(3, role);
      insert.setString(4, text);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a message could not be kept", e);
    }
  }

  /// The last lines of a step's view, oldest first.
  List<Line> of(String conversation, String step) {
    try (Connection connection = DriverManager.getConnection(URL);
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT papel, texto FROM mensagens WHERE conversa = ? AND passo = ?"
                    + " ORDER BY numero DESC LIMIT ?")) {
      select.setString(1, conversation);
      select.setString(2, step);
      select.setInt(3, REMEMBERED);
      List<Line> lines = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          lines.add(new Line(rows.getString(1), rows.getString(2)));
        }
      }
      return lines.reversed();
    } catch (SQLException e) {
      throw new IllegalStateException("the messages could not be read", e);
    }
  }
}
